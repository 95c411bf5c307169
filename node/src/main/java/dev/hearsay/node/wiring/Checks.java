package dev.hearsay.node.wiring;

import java.time.Duration;

/** Sentences about settings that begin with the key they are about. */
final class Checks {
    private Checks() {}

    static void positive(String key, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(key + " must be longer than nothing");
        }
    }

    static void positive(String key, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(key + " must be above 0, not " + value);
        }
    }
}
