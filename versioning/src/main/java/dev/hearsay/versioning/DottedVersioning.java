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

/** Dotted version vector sets: neither loses a write nor sees concurrency where there is none. {@link SiblingSet} says why. */
final class DottedVersioning implements Versioning {
    private final Scheme scheme;

    DottedVersioning(Scheme scheme) {
        this.scheme = scheme;
    }

    @Override
    public Cell empty() {
        return SiblingSet.EMPTY;
    }

    @Override
    public Cell write(Cell local, Context seen, Mutation mutation, Event event) {
        SiblingSet cell = (SiblingSet) local;
        Clock context = ClockContext.clockOf(seen, scheme);
        Clock joined = cell.clock().join(context);
        Clock after = joined.with(event.coordinator(), joined.of(event.coordinator()) + 1);
        return cell.write(after, context, mutation);
    }

    @Override
    public Cell merge(Cell left, Cell right) {
        return ((SiblingSet) left).merge((SiblingSet) right);
    }

    @Override
    public Reading read(Cell cell) {
        return ((SiblingSet) cell).reading(scheme);
    }

    @Override
    public Dot written(Cell after, Event event) {
        return new Dot(event.coordinator(), ((SiblingSet) after).clock().of(event.coordinator()));
    }

    @Override
    public long seen(Context context, MemberId actor) {
        return ClockContext.clockOf(context, scheme).of(actor);
    }

    @Override
    public boolean loses() {
        return false;
    }

    @Override
    public void encode(Cell cell, ByteBuffer out) {
        out.put(scheme.code());
        ((SiblingSet) cell).encode(out);
    }

    @Override
    public Cell decode(ByteBuffer in) {
        try {
            scheme.require(in.get());
            return SiblingSet.decode(in, scheme.stamped());
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a cell is cut short", e);
        }
    }
}
