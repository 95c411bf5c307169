package dev.hearsay.testkit;

import dev.hearsay.api.Cell;

/** A cell that is only a number: for tests of what stores and carries cells without looking into them. */
public final class StubCell extends Cell {
    private final long number;

    public StubCell(long number) {
        this.number = number;
    }

    public long number() {
        return number;
    }

    /** The number through the finalizer of SplitMix64 (Steele et al., OOPSLA 2014), so that digests may be summed. */
    @Override
    public long digest() {
        long mixed = (number ^ number >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    @Override
    public int encodedSize() {
        return Long.BYTES;
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StubCell cell && number == cell.number;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }

    @Override
    public String toString() {
        return "cell " + number;
    }
}
