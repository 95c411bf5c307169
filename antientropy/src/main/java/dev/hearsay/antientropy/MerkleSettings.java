package dev.hearsay.antientropy;

import java.time.Duration;

/** {@code hearsay.anti-entropy.merkle}; what each means stands in {@code reference.conf}. */
record MerkleSettings(
        int fanout, int depth, Combine combine, int maxKeys, int recheck, Duration recheckDelay, Duration timeout) {
    MerkleSettings {
        if (fanout < 2 || fanout > 1024 || Integer.bitCount(fanout) != 1) {
            throw new IllegalArgumentException("fanout must be a power of two between 2 and 1024, not " + fanout);
        }
        int bits = Integer.numberOfTrailingZeros(fanout);
        if (depth < 1 || bits * depth > Shape.MOST_BITS) {
            throw new IllegalArgumentException("depth must be between 1 and " + Shape.MOST_BITS / bits + " with fanout "
                    + fanout + ", which is 2^20 leaves, not " + depth);
        }
        new PassLimits(maxKeys, maxKeys, recheck, recheckDelay, timeout);
    }

    Shape shape() {
        return new Shape(Integer.numberOfTrailingZeros(fanout), depth, combine);
    }

    /** A page of a leaf list is as long as the list of keys that a pass follows. */
    PassLimits limits() {
        return new PassLimits(maxKeys, maxKeys, recheck, recheckDelay, timeout);
    }
}
