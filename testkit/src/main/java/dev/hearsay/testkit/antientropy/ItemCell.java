package dev.hearsay.testkit.antientropy;

import dev.hearsay.api.Cell;

/**
 * A cell that is only a number, live or a tombstone; 0 is the empty cell. The larger number knows all that the smaller one
 * knows, and a tombstone all that the live cell of its number knows.
 */
public final class ItemCell extends Cell {
    public static final ItemCell EMPTY = new ItemCell(0, false);

    private final long number;
    private final boolean tombstone;

    private ItemCell(long number, boolean tombstone) {
        this.number = number;
        this.tombstone = tombstone;
    }

    public static ItemCell live(long number) {
        return new ItemCell(number, false);
    }

    /** A delete is known, and nothing else. */
    public static ItemCell tombstone(long number) {
        return new ItemCell(number, true);
    }

    public ItemCell merge(ItemCell other) {
        boolean otherWins = other.number > number || other.number == number && other.tombstone;
        return otherWins ? other : this;
    }

    /** The number and the kind through the finalizer of SplitMix64 (Steele et al., OOPSLA 2014), so that digests may be summed. */
    @Override
    public long digest() {
        long mixed = 2 * number + (tombstone ? 1 : 0);
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    @Override
    public int encodedSize() {
        return Long.BYTES + 1;
    }

    @Override
    public boolean isEmpty() {
        return number == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ItemCell cell && number == cell.number && tombstone == cell.tombstone;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }

    @Override
    public String toString() {
        return (tombstone ? "tombstone " : "cell ") + number;
    }
}
