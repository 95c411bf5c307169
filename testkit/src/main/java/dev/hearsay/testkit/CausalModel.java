package dev.hearsay.testkit;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Context;
import dev.hearsay.api.Dot;
import dev.hearsay.api.Mutation;
import dev.hearsay.api.Value;
import dev.hearsay.api.rule.Event;
import dev.hearsay.api.rule.Versioning;
import java.util.BitSet;

/**
 * A versioning at work, and beside every cell and context the exact truth about it: causal histories as sets of writes (Schwarz
 * and Mattern, <em>Detecting Causal Relationships in Distributed Computations</em>, 1994). Writes are numbered; the value of a
 * put starts with its number. Copies and contexts are immutable, so that histories may branch.
 */
final class CausalModel {
    /**
     * A cell, and the truth about it.
     *
     * @param known the writes it knows of
     * @param live those of them that no known write had seen
     * @param puts those of the live ones that a read has to show
     */
    record Copy(Cell cell, BitSet known, BitSet live, BitSet puts) {}

    /** A context, and the writes that it covers. */
    record Seen(Context context, BitSet writes) {
        static final Seen NOTHING = new Seen(Context.NONE, new BitSet());

        /** The same, after a journey through somebody else's hands. */
        Seen asBytes() {
            return new Seen(Context.of(context.bytes()), writes);
        }
    }

    /** One write: onto which copy, what its client had seen, and the copy that came of it. */
    record Write(int number, Copy local, Seen seen, Copy after, Dot dot) {}

    private final Versioning versioning;

    CausalModel(Versioning versioning) {
        this.versioning = versioning;
    }

    Copy empty() {
        return new Copy(versioning.empty(), new BitSet(), new BitSet(), new BitSet());
    }

    Seen read(Copy copy) {
        return new Seen(versioning.read(copy.cell()).context(), copy.known());
    }

    Write write(int number, Copy local, Seen seen, Mutation mutation, Event event) {
        Cell cell = versioning.write(local.cell(), seen.context(), mutation, event);
        BitSet known = union(local.known(), seen.writes());
        known.set(number);
        BitSet live = minus(local.live(), seen.writes());
        live.set(number);
        BitSet puts = minus(local.puts(), seen.writes());
        puts.set(number, !mutation.isDelete());
        Copy after = new Copy(cell, known, live, puts);
        return new Write(number, local, seen, after, versioning.written(cell, event));
    }

    /** Merges cells and truth alike: what one side knows and does not hold live was replaced. */
    Copy merge(Copy left, Copy right) {
        BitSet live = minus(left.live(), minus(right.known(), right.live()));
        live.or(minus(right.live(), minus(left.known(), left.live())));
        BitSet puts = union(left.puts(), right.puts());
        puts.and(live);
        Cell cell = versioning.merge(left.cell(), right.cell());
        return new Copy(cell, union(left.known(), right.known()), live, puts);
    }

    /** The numbers of the values that the versioning shows. */
    BitSet shown(Copy copy) {
        BitSet shown = new BitSet();
        for (Value value : versioning.read(copy.cell()).values()) {
            shown.set((int) value.number());
        }
        return shown;
    }

    /** Live writes that the versioning does not show. */
    BitSet lost(Copy copy) {
        return minus(copy.puts(), shown(copy));
    }

    /** Replaced writes that it shows all the same. */
    BitSet stale(Copy copy) {
        return minus(shown(copy), copy.puts());
    }

    private static BitSet union(BitSet left, BitSet right) {
        BitSet union = (BitSet) left.clone();
        union.or(right);
        return union;
    }

    private static BitSet minus(BitSet left, BitSet right) {
        BitSet rest = (BitSet) left.clone();
        rest.andNot(right);
        return rest;
    }
}
