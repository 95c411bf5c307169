package dev.hearsay.versioning;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Context;
import dev.hearsay.api.Dot;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Mutation;
import dev.hearsay.api.Reading;
import dev.hearsay.api.rule.Event;
import dev.hearsay.api.rule.Versioning;
import java.nio.ByteBuffer;

/**
 * One vector clock for all siblings of a key, as in Riak before its version 2.
 *
 * <p>A coordinator has the clock of the set, and cannot tell from it which siblings a context covers. So a write is all or nothing:
 * if its context covers the whole clock it replaces all siblings, otherwise it replaces none and becomes one more. <b>The known
 * flaw, kept on purpose:</b> two clients that take turns through one coordinator, each sending the context of its own last read,
 * never cover what the other one did, and siblings pile up without bound (<em>sibling explosion</em>). Nothing is lost by that.
 *
 * <p>The cell is the {@link SiblingSet} of {@code dotted}, where a context that does not cover the clock is taken for none. The
 * original keeps bare values and, where neither of two clocks covers the other, unites them; that is not associative ({A:1} x,
 * {A:2} y and {C:1} z end with or without x, depending on who meets first), and then replicas whose clocks are equal hold
 * different values. Here merge is a join, so the flaw shows where it arises, in the write, and repair does not add to it.
 *
 * <p><b>Pruning</b> forgets an entry, and with it that its events were replaced: replaced values come back as siblings, and the write
 * that pruned differs from its merge with the cell it replaced. Entries whose values are live are never pruned. A coordinator's own
 * cell keeps its own entry, because its own writes are its latest and merges prune nothing; so counters are never reused, and
 * nothing is lost by pruning either.
 */
final class PerCellClock implements Versioning {
    private final Scheme scheme;
    private final DottedVersioning sets;
    private final int maxEntries;

    PerCellClock(int maxEntries) {
        this.scheme = maxEntries == 0 ? Scheme.CLOCK_PER_CELL : Scheme.PRUNED_CLOCK_PER_CELL;
        this.sets = new DottedVersioning(scheme);
        this.maxEntries = maxEntries;
    }

    @Override
    public Cell write(Cell local, Context seen, Mutation mutation, Event event) {
        SiblingSet cell = (SiblingSet) local;
        Clock context = ClockContext.clockOf(seen, scheme);
        Clock covered = context.covers(cell.clock()) ? context : Clock.EMPTY;
        Clock joined = cell.clock().join(covered);
        MemberId coordinator = event.coordinator();
        long counter = joined.of(coordinator) + 1;
        Clock after = scheme.stamped()
                ? joined.with(coordinator, counter, event.wallMillis())
                : joined.with(coordinator, counter);
        return pruned(cell.write(after, covered, mutation));
    }

    private SiblingSet pruned(SiblingSet cell) {
        SiblingSet left = cell;
        while (maxEntries > 0 && left.clock().size() > maxEntries) {
            int oldest = oldestBare(left);
            if (oldest < 0) {
                break;
            }
            left = left.without(oldest);
        }
        return left;
    }

    /** The entry to drop; -1 if all have live versions, as that of the latest write has. Equal stamps: the first in order. */
    private static int oldestBare(SiblingSet cell) {
        Clock clock = cell.clock();
        int oldest = -1;
        for (int i = 0; i < clock.size(); i++) {
            if (cell.isBare(i) && (oldest < 0 || clock.stamp(i) < clock.stamp(oldest))) {
                oldest = i;
            }
        }
        return oldest;
    }

    @Override
    public Cell empty() {
        return sets.empty();
    }

    @Override
    public Cell merge(Cell left, Cell right) {
        return sets.merge(left, right);
    }

    @Override
    public Reading read(Cell cell) {
        return sets.read(cell);
    }

    @Override
    public Dot written(Cell after, Event event) {
        return sets.written(after, event);
    }

    @Override
    public long seen(Context context, MemberId actor) {
        return sets.seen(context, actor);
    }

    @Override
    public boolean loses() {
        return false;
    }

    @Override
    public void encode(Cell cell, ByteBuffer out) {
        sets.encode(cell, out);
    }

    @Override
    public Cell decode(ByteBuffer in) {
        return sets.decode(in);
    }
}
