package dev.hearsay.api;

import java.util.Objects;

/**
 * What a write does to a key: put a value, or delete. A delete is a write like any other; it gets a dot and leaves a tombstone
 * that keeps its causal context, or a concurrent put could not be told from one it never saw.
 */
public final class Mutation {
    private static final Mutation DELETE = new Mutation(null);
    private final Value value;

    private Mutation(Value value) {
        this.value = value;
    }

    public static Mutation put(Value value) {
        return new Mutation(Objects.requireNonNull(value));
    }

    public static Mutation delete() {
        return DELETE;
    }

    public boolean isDelete() {
        return value == null;
    }

    /** The value put; null for a delete. */
    public Value value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mutation mutation && Objects.equals(value, mutation.value);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }

    @Override
    public String toString() {
        return isDelete() ? "delete" : "put of " + value.size() + " bytes";
    }
}
