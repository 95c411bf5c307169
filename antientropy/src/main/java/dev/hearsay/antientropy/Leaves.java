package dev.hearsay.antientropy;

import dev.hearsay.api.Token;
import java.nio.ByteBuffer;

/**
 * Which part of a partition is listed: the keys whose {@linkplain Shape#leafOf leaf} is one of these. A tree of depth 0 has one
 * leaf, with everything in it.
 *
 * @param bits how many bits name a leaf
 */
record Leaves(int bits, Numbers numbers) {
    static final Leaves ALL = new Leaves(0, Numbers.ZERO);

    Leaves {
        if (bits < 0 || bits > Shape.MOST_BITS || numbers.last() >= 1 << bits) {
            throw new IllegalArgumentException("no leaf of " + bits + " bits has the number " + numbers.last());
        }
    }

    boolean contain(Token token) {
        return bits == 0 || numbers.indexOf(Shape.leafOf(token, bits)) >= 0;
    }

    int encodedSize() {
        return 1 + numbers.encodedSize();
    }

    void encode(ByteBuffer out) {
        out.put((byte) bits);
        numbers.encode(out);
    }

    static Leaves decode(ByteBuffer in) {
        return new Leaves(in.get(), Numbers.decode(in));
    }
}
