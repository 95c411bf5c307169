package dev.hearsay.antientropy;

import java.time.Duration;

/**
 * What bounds a pass.
 *
 * @param pageSize items per page, and keys per answer
 * @param maxKeys differences followed in one pass
 * @param recheck how often what was found is compared again after a delay; 0: once, without
 */
record PassLimits(int pageSize, int maxKeys, int recheck, Duration recheckDelay, Duration timeout) {
    /** A key may be long; messages stay below some megabytes all the same. */
    static final int MOST_KEYS = 1 << 16;

    PassLimits {
        if (maxKeys < 1 || maxKeys > MOST_KEYS) {
            throw new IllegalArgumentException("max-keys must be between 1 and 65536, not " + maxKeys);
        }
        if (pageSize < 1 || pageSize > MOST_KEYS) {
            throw new IllegalArgumentException("page-size must be between 1 and 65536, not " + pageSize);
        }
        if (recheck < 0 || recheck > 10) {
            throw new IllegalArgumentException("recheck must be between 0 and 10, not " + recheck);
        }
        if (recheckDelay.isNegative()) {
            throw new IllegalArgumentException("recheck-delay must not be negative");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be positive");
        }
    }
}
