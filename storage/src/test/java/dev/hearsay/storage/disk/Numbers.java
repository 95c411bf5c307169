package dev.hearsay.storage.disk;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Context;
import dev.hearsay.api.Dot;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Mutation;
import dev.hearsay.api.Reading;
import dev.hearsay.api.rule.Event;
import dev.hearsay.api.rule.Versioning;
import dev.hearsay.testkit.StubCell;
import java.nio.ByteBuffer;

/** Stub cells, encoded as their numbers; a negative one does not decode. An engine asks for nothing else. */
class Numbers implements Versioning {
    @Override
    public void encode(Cell cell, ByteBuffer out) {
        out.putLong(((StubCell) cell).number());
    }

    @Override
    public Cell decode(ByteBuffer in) {
        long number = in.getLong();
        if (number < 0) {
            throw new IllegalArgumentException("no cell has the number " + number);
        }
        return new StubCell(number);
    }

    @Override
    public Cell empty() {
        throw unused();
    }

    @Override
    public Cell write(Cell local, Context seen, Mutation mutation, Event event) {
        throw unused();
    }

    @Override
    public Cell merge(Cell left, Cell right) {
        throw unused();
    }

    @Override
    public Reading read(Cell cell) {
        throw unused();
    }

    @Override
    public Dot written(Cell after, Event event) {
        throw unused();
    }

    @Override
    public long seen(Context context, MemberId actor) {
        throw unused();
    }

    @Override
    public boolean loses() {
        throw unused();
    }

    private static UnsupportedOperationException unused() {
        return new UnsupportedOperationException("an engine only encodes and decodes");
    }
}
