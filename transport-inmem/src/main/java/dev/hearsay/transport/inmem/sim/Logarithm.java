package dev.hearsay.transport.inmem.sim;

/**
 * The natural logarithm, the same bits on every machine. {@link Math#log} may differ in the last bit from one processor to the
 * next, and a delay that differs by a nanosecond is another run; {@link StrictMath#log} is exact enough but leaves Java for
 * native code, at several times the cost of the rest of a delay.
 *
 * <p>The method is that of FDLIBM's {@code e_log.c} (Sun Microsystems, 1993): x = 2^k (1 + f) with 1 + f near 1; log(1 + f) by a
 * minimax polynomial in s = f / (2 + f). The error is below one unit in the last place.
 */
final class Logarithm {
    private static final double LN2_HIGH = 6.93147180369123816490e-01;
    private static final double LN2_LOW = 1.90821492927058770002e-10;
    private static final double L1 = 6.666666666666735130e-01;
    private static final double L2 = 3.999999999940941908e-01;
    private static final double L3 = 2.857142874366239149e-01;
    private static final double L4 = 2.222219843214978396e-01;
    private static final double L5 = 1.818357216161805012e-01;
    private static final double L6 = 1.531383769920937332e-01;
    private static final double L7 = 1.479819860511658591e-01;
    /** The bits of 1, of the square root of one half, and of the fraction. */
    private static final long ONE = 0x3FF0_0000_0000_0000L;

    private static final long ROOT_HALF = 0x3FE6_A09E_0000_0000L;
    private static final long FRACTION = 0x000F_FFFF_FFFF_FFFFL;
    private static final int FRACTION_BITS = 52;

    private Logarithm() {}

    /** @param x a positive normal number */
    static double of(double x) {
        long bits = Double.doubleToRawLongBits(x) + (ONE - ROOT_HALF);
        double k = (int) (bits >>> FRACTION_BITS) - 1023;
        double f = Double.longBitsToDouble((bits & FRACTION) + ROOT_HALF) - 1;
        double halfSquare = 0.5 * f * f;
        double s = f / (2 + f);
        double z = s * s;
        double w = z * z;
        double even = w * (L2 + w * (L4 + w * L6));
        double odd = z * (L1 + w * (L3 + w * (L5 + w * L7)));
        return s * (halfSquare + even + odd) + k * LN2_LOW - halfSquare + f + k * LN2_HIGH;
    }
}
