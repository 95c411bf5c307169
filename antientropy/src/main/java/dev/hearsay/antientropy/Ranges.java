package dev.hearsay.antientropy;

import dev.hearsay.api.Key;
import dev.hearsay.api.Token;
import dev.hearsay.api.TokenRange;
import dev.hearsay.api.rule.Placement;
import dev.hearsay.api.rule.ReplicaSet;
import java.util.Comparator;

/** The partitions of one placement, as far as they matter here. */
final class Ranges {
    private final Placement placement;

    Ranges(Placement placement) {
        this.placement = placement;
    }

    boolean has(int partition) {
        return partition >= 0 && partition < placement.partitions();
    }

    /** Equal ranges have equal fingerprints on every node; different ones differ but for one case in 2<sup>32</sup>. */
    int fingerprint(int partition) {
        TokenRange range = placement.range(partition);
        return 31 * mixed(range.start()) + mixed(range.end());
    }

    private static int mixed(Token token) {
        long bits = (token.high() + 0x9E3779B97F4A7C15L * token.low()) * 0xBF58476D1CE4E5B9L;
        return (int) (bits >>> 32);
    }

    /** The order of a partition's scan: clockwise from the start of its range, which may wrap. */
    Comparator<Key> order(int partition) {
        Token start = placement.range(partition).start();
        return (left, right) -> {
            boolean leftWrapped = left.token().compareTo(start) <= 0;
            boolean rightWrapped = right.token().compareTo(start) <= 0;
            return leftWrapped == rightWrapped ? left.compareTo(right) : Boolean.compare(leftWrapped, rightWrapped);
        };
    }

    /** Whether a partition of this number has the same range and owners in both. */
    boolean agree(int partition, Ranges other) {
        return has(partition)
                && other.has(partition)
                && placement.range(partition).equals(other.placement.range(partition))
                && sameOwners(placement.replicas(partition), other.placement.replicas(partition));
    }

    private static boolean sameOwners(ReplicaSet left, ReplicaSet right) {
        if (left.primaries() != right.primaries()) {
            return false;
        }
        for (int rank = 0; rank < left.primaries(); rank++) {
            if (!left.member(rank).equals(right.member(rank))) {
                return false;
            }
        }
        return true;
    }
}
