package dev.hearsay.testkit;

import dev.hearsay.api.Token;
import dev.hearsay.api.TokenRange;
import java.util.SplittableRandom;

/** Arithmetic on the ring, modulo 2^128. */
public final class TokenMath {
    /** The largest token; the one after it is {@link Token#ZERO}. */
    public static final Token LARGEST = new Token(-1, -1);

    private TokenMath() {}

    public static Token after(Token token) {
        long low = token.low() + 1;
        return new Token(low == 0 ? token.high() + 1 : token.high(), low);
    }

    public static Token before(Token token) {
        return new Token(token.low() == 0 ? token.high() - 1 : token.high(), token.low() - 1);
    }

    public static Token random(SplittableRandom random) {
        return new Token(random.nextLong(), random.nextLong());
    }

    /** The share of the ring that a range covers, above 0 and up to 1, to the precision of a double. */
    public static double share(TokenRange range) {
        if (range.start().equals(range.end())) {
            return 1;
        }
        long low = range.end().low() - range.start().low();
        boolean borrow = Long.compareUnsigned(range.end().low(), range.start().low()) < 0;
        long high = range.end().high() - range.start().high() - (borrow ? 1 : 0);
        return unsigned(high) * 0x1p-64 + unsigned(low) * 0x1p-128;
    }

    private static double unsigned(long bits) {
        return (bits >>> 1) * 2.0 + (bits & 1);
    }
}
