package dev.hearsay.api.rule;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Context;
import dev.hearsay.api.Dot;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Mutation;
import dev.hearsay.api.Reading;
import dev.hearsay.api.plugin.StrategyProvider;
import java.nio.ByteBuffer;

/**
 * How writes to one key are ordered or kept side by side.
 *
 * <p>{@link #merge} is the join of a lattice: commutative, associative, idempotent, with {@link #empty} neutral. That one fact
 * makes read repair, hinted handoff, anti-entropy and rebalancing <em>one</em> operation, in any order, any number of times.
 *
 * <p><b>Must hold.</b>
 * <ol>
 *   <li>{@code merge(local, write(local, …))} equals {@code write(local, …)}: a write never forgets what its cell knew.
 *   <li>A write that carries the context of a reading replaces exactly the values of that reading.
 *   <li>No value disappears unless a later write's context covered it. A versioning that breaks this on purpose says so in its
 *       documentation and answers true to {@link #loses}.
 *   <li>Every write gets a dot that no other write to that key has, as long as each coordinator writes on top of the last cell
 *       it wrote for the key.
 * </ol>
 */
public interface Versioning {
    /** The cell of a key nobody ever wrote. */
    Cell empty();

    /**
     * The cell after {@code mutation} by a client that had seen {@code seen}.
     *
     * @param local the coordinator's cell, which knows all that this coordinator ever wrote to the key
     * @throws IllegalArgumentException if {@code seen} is not a context of this versioning
     */
    Cell write(Cell local, Context seen, Mutation mutation, Event event);

    /** The least cell that knows all that either knew. Returns one of its arguments, the same object, if that one already does. */
    Cell merge(Cell left, Cell right);

    /** The live values, and the context a client needs to replace exactly these. Constant time after the first call. */
    Reading read(Cell cell);

    /** Derived from {@link #merge}, so that the two can never disagree. */
    default Relation compare(Cell left, Cell right) {
        if (left.equals(right)) {
            return Relation.EQUAL;
        }
        Cell merged = merge(left, right);
        if (merged.equals(right)) {
            return Relation.BEFORE;
        }
        return merged.equals(left) ? Relation.AFTER : Relation.CONCURRENT;
    }

    /** The dot that {@link #write} gave: {@code after} is what it returned for {@code event}. */
    Dot written(Cell after, Event event);

    /**
     * The largest counter {@code n} such that the context covers every event of {@code actor} numbered up to {@code n}, 0 if
     * none. A read covers a write exactly if this reaches the counter of the write's dot; the laboratory measures staleness by
     * it, for any versioning.
     *
     * @throws IllegalArgumentException if {@code context} is not a context of this versioning
     */
    long seen(Context context, MemberId actor);

    /** Whether acknowledged writes may vanish without a later write having seen them. */
    boolean loses();

    void encode(Cell cell, ByteBuffer out);

    /** @throws IllegalArgumentException if the bytes are not an encoding of a cell */
    Cell decode(ByteBuffer in);

    interface Provider extends StrategyProvider<Versioning> {}
}
