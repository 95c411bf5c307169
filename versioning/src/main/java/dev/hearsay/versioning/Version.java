package dev.hearsay.versioning;

import dev.hearsay.api.Mutation;

/** A version with its own clock, which names it: no two writes to a key have the same. */
record Version(Clock clock, Mutation mutation) implements Comparable<Version> {
    /** Whether the other one may go: it is this one, or this one's clock says that it was seen. */
    boolean replaces(Version other) {
        return this == other || clock.covers(other.clock);
    }

    @Override
    public int compareTo(Version other) {
        return clock.compareTo(other.clock);
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
