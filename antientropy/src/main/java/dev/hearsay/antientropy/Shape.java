package dev.hearsay.antientropy;

import dev.hearsay.api.Token;
import java.nio.ByteBuffer;

/**
 * The shape of a hash tree, the same on both sides or nothing can be compared. Node {@code i} of a level has the children
 * {@code i · fanout} to {@code i · fanout + fanout - 1} on the next; level 0 is the root, level {@code depth} are the leaves.
 *
 * @param fanoutBits the binary logarithm of the number of children
 */
record Shape(int fanoutBits, int depth, Combine combine) {
    /** At most 2<sup>20</sup> leaves, so that node numbers and walks over all leaves stay small. */
    static final int MOST_BITS = 20;

    static final int ENCODED_SIZE = 3;

    Shape {
        if (fanoutBits < 1 || depth < 1 || fanoutBits * depth > MOST_BITS) {
            throw new IllegalArgumentException("a tree has 2 to 2^20 leaves, not 2^" + fanoutBits * depth);
        }
    }

    int fanout() {
        return 1 << fanoutBits;
    }

    int leafBits() {
        return fanoutBits * depth;
    }

    /** The node of a level that a leaf lies under. */
    int above(int leaf, int level) {
        return leaf >>> fanoutBits * (depth - level);
    }

    /**
     * The leaf of a token, of so many bits: the lowest of the token. The tokens of a partition share their highest bits, more of
     * them the smaller its range; the lowest are as good as random in any range, because a token is a hash.
     */
    static int leafOf(Token token, int leafBits) {
        return (int) token.low() & (1 << leafBits) - 1;
    }

    void encode(ByteBuffer out) {
        out.put((byte) fanoutBits).put((byte) depth).put((byte) combine.ordinal());
    }

    static Shape decode(ByteBuffer in) {
        int fanoutBits = in.get();
        int depth = in.get();
        int combine = in.get();
        if (combine < 0 || combine >= Combine.values().length) {
            throw new IllegalArgumentException("no way to combine has the number " + combine);
        }
        return new Shape(fanoutBits, depth, Combine.values()[combine]);
    }

    @Override
    public String toString() {
        return "fanout " + fanout() + ", depth " + depth + ", combine " + combine;
    }
}
