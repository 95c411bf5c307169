package dev.hearsay.versioning;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Context;
import dev.hearsay.api.Dot;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Mutation;
import dev.hearsay.api.Reading;
import dev.hearsay.api.rule.Event;
import dev.hearsay.api.rule.Versioning;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * A vector clock on every version, one entry per coordinator: Dynamo's. A write's clock is its context with the coordinator's entry
 * set to one more than the largest this coordinator has used for the key; versions whose clocks it covers go.
 *
 * <p><b>The known flaw, kept on purpose:</b> one entry per coordinator cannot tell apart two clients that write through the same
 * coordinator with the same context. The second write gets {A:2} on top of the first one's {A:1}, seems to have seen it, and the
 * first write, acknowledged, is gone without anybody having read it. {@link SiblingSet} says why, and what to do.
 *
 * <p><b>Pruning</b> (off by default) drops the entries with the oldest stamps from the clock of a client write, and from nothing else:
 * a merge that prunes makes replicas differ again by repairing them. What a pruned clock no longer covers comes back as a false
 * sibling; the write that pruned even differs from its merge with the cell it replaced. Dots stay unique: a coordinator's own cell
 * keeps the coordinator's largest entry, whatever else goes. Source: DeCandia et al., <em>Dynamo</em>, SOSP 2007, section 4.4.
 */
final class PerVersionClocks implements Versioning {
    private final Scheme scheme;
    private final int maxEntries;

    PerVersionClocks(int maxEntries) {
        this.scheme = maxEntries == 0 ? Scheme.CLOCK_PER_VERSION : Scheme.PRUNED_CLOCK_PER_VERSION;
        this.maxEntries = maxEntries;
    }

    @Override
    public Cell empty() {
        return ClockedVersions.EMPTY;
    }

    @Override
    public Cell write(Cell local, Context seen, Mutation mutation, Event event) {
        ClockedVersions cell = (ClockedVersions) local;
        Clock context = ClockContext.clockOf(seen, scheme);
        MemberId coordinator = event.coordinator();
        long counter = Math.max(cell.largest(coordinator), context.of(coordinator)) + 1;
        Clock clock = scheme.stamped()
                ? context.with(coordinator, counter, event.wallMillis())
                : context.with(coordinator, counter);
        return cell.write(clock, pruned(clock, coordinator), mutation);
    }

    private Clock pruned(Clock clock, MemberId coordinator) {
        Clock left = clock;
        while (maxEntries > 0 && left.size() > maxEntries) {
            left = left.without(oldest(left, coordinator));
        }
        return left;
    }

    /** Never the coordinator's own entry, whatever its wall clock says. Equal stamps: the first in order. */
    private static int oldest(Clock clock, MemberId coordinator) {
        int oldest = -1;
        for (int i = 0; i < clock.size(); i++) {
            if (!Roster.same(clock.roster().id(i), coordinator)
                    && (oldest < 0 || clock.stamp(i) < clock.stamp(oldest))) {
                oldest = i;
            }
        }
        return oldest;
    }

    @Override
    public Cell merge(Cell left, Cell right) {
        return ((ClockedVersions) left).merge((ClockedVersions) right);
    }

    @Override
    public Reading read(Cell cell) {
        return ((ClockedVersions) cell).reading(scheme);
    }

    @Override
    public Dot written(Cell after, Event event) {
        return new Dot(event.coordinator(), ((ClockedVersions) after).largest(event.coordinator()));
    }

    @Override
    public long seen(Context context, MemberId actor) {
        return ClockContext.clockOf(context, scheme).of(actor);
    }

    @Override
    public boolean loses() {
        return true;
    }

    @Override
    public void encode(Cell cell, ByteBuffer out) {
        out.put(scheme.code());
        ((ClockedVersions) cell).encode(out);
    }

    @Override
    public Cell decode(ByteBuffer in) {
        try {
            scheme.require(in.get());
            return ClockedVersions.decode(in, scheme.stamped());
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a cell is cut short", e);
        }
    }
}
