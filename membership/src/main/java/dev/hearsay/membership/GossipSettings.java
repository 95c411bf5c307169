package dev.hearsay.membership;

import java.time.Duration;

/** {@code hearsay.membership.gossip}. */
record GossipSettings(
        Duration interval, int fanout, Exchange exchange, boolean inPhase, boolean indirect, double seedProbability) {
    /** How many legs an exchange has. */
    enum Exchange {
        DIGEST,
        FULL_LIST
    }

    GossipSettings {
        if (interval.isZero() || interval.isNegative()) {
            throw new IllegalArgumentException("interval must be longer than nothing");
        }
        if (fanout < 1) {
            throw new IllegalArgumentException("fanout must be at least 1, not " + fanout);
        }
        if (!(seedProbability >= 0 && seedProbability <= 1)) {
            throw new IllegalArgumentException("seed-probability must be between 0 and 1, not " + seedProbability);
        }
    }
}
