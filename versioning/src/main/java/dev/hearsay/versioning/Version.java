package dev.hearsay.versioning;

import dev.hearsay.api.Mutation;
import java.util.Arrays;

/** A version with its own clock. Ordered by clock, then by what was written, which matters only where pruning made clocks collide. */
record Version(Clock clock, Mutation mutation) implements Comparable<Version> {
    /** Whether the other one may go: it is this one, or this one's clock says that it was seen. */
    boolean replaces(Version other) {
        if (this == other) {
            return true;
        }
        return clock.covers(other.clock)
                && (!clock.equals(other.clock) || compareMutations(mutation, other.mutation) >= 0);
    }

    @Override
    public int compareTo(Version other) {
        int byClock = clock.compareTo(other.clock);
        return byClock != 0 ? byClock : compareMutations(mutation, other.mutation);
    }

    private static int compareMutations(Mutation left, Mutation right) {
        if (CausalCell.alike(left, right)) {
            return 0;
        }
        if (left.isDelete() || right.isDelete()) {
            return left.isDelete() ? -1 : 1;
        }
        return Arrays.compareUnsigned(left.value().bytes(), right.value().bytes());
    }

    /** By value, as {@link Mutation} has no equality of its own. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Version version
                        && clock.equals(version.clock)
                        && CausalCell.alike(mutation, version.mutation);
    }

    @Override
    public int hashCode() {
        return clock.hashCode();
    }
}
