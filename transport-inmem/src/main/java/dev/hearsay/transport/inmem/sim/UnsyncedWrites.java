package dev.hearsay.transport.inmem.sim;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.port.CellSpace;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a power cut has to put back. The time between two syncs that were asked for is an epoch; of every epoch that no finished
 * sync covers, this keeps the cell that each key written in it had before. A power cut restores them, the latest epoch first.
 * There are never more epochs than syncs under way and one, and in each at most one entry for a key.
 */
final class UnsyncedWrites {
    private final Deque<Epoch> epochs = new ArrayDeque<>();
    private long epoch;

    /** @param cell what to put back; null for nothing */
    interface Restorer {
        void restore(String space, Key key, Cell cell);
    }

    private record Place(String space, Key key) {}

    private record Epoch(long number, Map<Place, Cell> before) {}

    /** A key of a space is about to be written. */
    void note(String space, Key key, CellSpace cells) {
        Epoch last = epochs.peekLast();
        if (last == null || last.number != epoch) {
            last = new Epoch(epoch, new LinkedHashMap<>());
            epochs.add(last);
        }
        Place place = new Place(space, key);
        if (!last.before.containsKey(place)) {
            last.before.put(place, cells.get(key));
        }
    }

    /** @return what to hand to {@link #endSync} */
    long beginSync() {
        return epoch++;
    }

    /** All that was written before that sync began is safe, whatever became of syncs before it. */
    void endSync(long covered) {
        while (!epochs.isEmpty() && epochs.peekFirst().number <= covered) {
            epochs.removeFirst();
        }
    }

    void undo(Restorer restorer) {
        Iterator<Epoch> latestFirst = epochs.descendingIterator();
        while (latestFirst.hasNext()) {
            latestFirst.next().before.forEach((place, cell) -> restorer.restore(place.space, place.key, cell));
        }
        epochs.clear();
    }

    void clear() {
        epochs.clear();
    }
}
