package dev.hearsay.membership;

import java.time.Duration;

/** {@code hearsay.detector.timeout}. */
record TimeoutSettings(Duration timeout, int misses) {
    TimeoutSettings {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must be longer than nothing");
        }
        if (misses < 0) {
            throw new IllegalArgumentException("misses must not be negative; 0 ignores them");
        }
    }
}
