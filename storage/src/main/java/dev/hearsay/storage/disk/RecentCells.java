package dev.hearsay.storage.disk;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;

/**
 * The cells of one space that were met last, decoded. A write looks at its cell twice, as coordinator and as replica, and hot keys are
 * met all the time.
 *
 * <p><b>Why not a real cache.</b> One that keeps an order links its entries, and moves them at every look: they grow old in the heap, and
 * every young collection has to look through them for references. With 12,000 cells in such a cache (Caffeine) a pause took 17 ms, with none 0.7,
 * and what was saved in reads was lost again. Here a key has one place, and whoever comes later takes it; what is not found is in
 * the engine's own cache, outside the heap.
 *
 * <p><b>Limit:</b> {@value #PLACES} cells of at most {@value #LARGEST} bytes.
 */
final class RecentCells {
    private static final int PLACES = 512;
    private static final int LARGEST = 8192;

    private final Key[] keys = new Key[PLACES];
    private final Cell[] cells = new Cell[PLACES];

    private static int place(Key key) {
        return key.hashCode() & PLACES - 1;
    }

    /** Null if it is not here. */
    Cell get(Key key) {
        int place = place(key);
        return key.equals(keys[place]) ? cells[place] : null;
    }

    void put(Key key, Cell cell) {
        if (cell.encodedSize() > LARGEST) {
            forget(key);
            return;
        }
        int place = place(key);
        keys[place] = key;
        cells[place] = cell;
    }

    void forget(Key key) {
        int place = place(key);
        if (key.equals(keys[place])) {
            keys[place] = null;
            cells[place] = null;
        }
    }
}
