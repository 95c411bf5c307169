package dev.hearsay.membership;

import dev.hearsay.api.plugin.Size;
import java.time.Duration;

/** {@code hearsay.membership.gossip}. */
record GossipSettings(
        Duration interval,
        int fanout,
        Exchange exchange,
        boolean inPhase,
        boolean indirect,
        double seedProbability,
        Size messageLimit,
        int maxMembers,
        Duration forgetAfter,
        int maxForgotten) {
    private static final long LEAST_MESSAGE = 512;
    private static final long LARGEST_MESSAGE = 1 << 30;

    /** How many legs an exchange has. */
    enum Exchange {
        DIGEST,
        FULL_LIST
    }

    GossipSettings {
        if (interval.isZero() || interval.isNegative()) {
            throw new IllegalArgumentException("interval must be longer than nothing");
        }
        atLeastOne("fanout", fanout);
        if (!(seedProbability >= 0 && seedProbability <= 1)) {
            throw new IllegalArgumentException("seed-probability must be between 0 and 1, not " + seedProbability);
        }
        if (messageLimit.bytes() < LEAST_MESSAGE || messageLimit.bytes() > LARGEST_MESSAGE) {
            throw new IllegalArgumentException("message-limit must be between 512B and 1GiB");
        }
        atLeastOne("max-members", maxMembers);
        if (forgetAfter.isZero() || forgetAfter.isNegative()) {
            throw new IllegalArgumentException("forget-after must be longer than nothing");
        }
        atLeastOne("max-forgotten", maxForgotten);
    }

    private static void atLeastOne(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " must be at least 1, not " + value);
        }
    }

    int messageBytes() {
        return (int) messageLimit.bytes();
    }
}
