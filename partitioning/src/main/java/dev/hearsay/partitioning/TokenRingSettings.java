package dev.hearsay.partitioning;

import dev.hearsay.api.rule.ReplicaSet;

/**
 * @param tokens places that a member of weight 1 claims
 * @param fallbacks stand-ins that follow the owners in every preference list
 */
record TokenRingSettings(int tokens, int fallbacks) {
    /** Places that one member may claim, whatever its weight. */
    static final int MOST = 65_536;

    TokenRingSettings {
        if (tokens < 1 || tokens > MOST) {
            throw new IllegalArgumentException("tokens must be between 1 and " + MOST + ", not " + tokens);
        }
        checkFallbacks(fallbacks);
    }

    /** Preference lists have room for {@link ReplicaSet#LIMIT} members, one of which owns the partition. */
    static void checkFallbacks(int fallbacks) {
        if (fallbacks < 0 || fallbacks >= ReplicaSet.LIMIT) {
            throw new IllegalArgumentException(
                    "fallbacks must be between 0 and " + (ReplicaSet.LIMIT - 1) + ", not " + fallbacks);
        }
    }
}
