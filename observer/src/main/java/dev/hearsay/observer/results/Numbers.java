package dev.hearsay.observer.results;

import com.fasterxml.jackson.core.io.schubfach.DoubleToDecimal;

/**
 * How numbers are printed: the shortest decimal that reads back as the same double, with a point in every locale; whole numbers
 * below 10^15 without a fraction; NaN as the empty text, infinity as {@code inf}. The JDK's own printing is not always the
 * shortest before version 19, and results must not depend on the JDK.
 */
public final class Numbers {
    private static final double EXACT = 1e15;

    private Numbers() {}

    public static String text(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == Math.rint(value) && Math.abs(value) < EXACT) {
            return Long.toString((long) value);
        }
        return DoubleToDecimal.toString(value);
    }
}
