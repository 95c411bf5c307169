package dev.hearsay.api;

/**
 * What a replica stores for one key: every live sibling and the causality that relates them. A cell is made, merged and read
 * only by its {@link dev.hearsay.api.rule.Versioning} and is opaque to everyone else.
 *
 * <p><b>Invariants.</b> Immutable. Canonical: cells that a versioning holds equal are {@link Object#equals equal}, have equal
 * digests and equal encodings, whatever the order of the writes and merges that led to them.
 */
public abstract class Cell {
    /**
     * A 64-bit digest of the causal state (never of the values): what anti-entropy compares. Well mixed, so that sums and
     * exclusive-ors of digests may be taken. Constant time after the first call.
     */
    public abstract long digest();

    /** Bytes that {@link dev.hearsay.api.rule.Versioning#encode} would write. Constant time after the first call. */
    public abstract int encodedSize();

    /** Whether nothing was ever written here: neither a value nor a delete is known. */
    public abstract boolean isEmpty();
}
