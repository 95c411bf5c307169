package dev.hearsay.storage;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;

/**
 * Finds a cell by its key: a hash table of two parallel arrays, searched by linear probing.
 *
 * <p><b>Why not a HashMap.</b> It spends a 32-byte node on every key; here a key costs two references at a load between
 * one and two thirds, 12 to 24 bytes. Linear probing is as good as any probing, because the hash of a key is a piece of
 * its token: an MD5, mixed far better than any hash code. Removal closes the gap it makes (Knuth, TAOCP vol. 3, section
 * 6.4, algorithm R), so no tombstones build up in a space that holds many keys in turn, as that of hints does.
 */
final class CellTable {
    private static final int SMALLEST = 8;
    private Key[] keys = new Key[SMALLEST];
    private Cell[] cells = new Cell[SMALLEST];
    private int size;

    int size() {
        return size;
    }

    Cell get(Key key) {
        return cells[slotOf(key)];
    }

    /** @return whether the key is new */
    boolean put(Key key, Cell cell) {
        int slot = slotOf(key);
        boolean added = keys[slot] == null;
        cells[slot] = cell;
        if (added) {
            keys[slot] = key;
            size++;
            if (size > keys.length / 3 * 2) {
                resize(keys.length * 2);
            }
        }
        return added;
    }

    /** @return whether the key was there */
    boolean remove(Key key) {
        int slot = slotOf(key);
        if (keys[slot] == null) {
            return false;
        }
        closeGap(slot);
        size--;
        if (size < keys.length / 8 && keys.length > SMALLEST) {
            resize(keys.length / 2);
        }
        return true;
    }

    /** Where the key is, or the free slot where it would go. */
    private int slotOf(Key key) {
        int mask = keys.length - 1;
        int slot = key.hashCode() & mask;
        while (keys[slot] != null && !keys[slot].equals(key)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** Moves back every key behind the gap that a search would otherwise no longer reach. */
    private void closeGap(int free) {
        int mask = keys.length - 1;
        int gap = free;
        for (int slot = gap + 1 & mask; keys[slot] != null; slot = slot + 1 & mask) {
            int home = keys[slot].hashCode() & mask;
            boolean reachesGap = (slot - home & mask) >= (slot - gap & mask);
            if (reachesGap) {
                keys[gap] = keys[slot];
                cells[gap] = cells[slot];
                gap = slot;
            }
        }
        keys[gap] = null;
        cells[gap] = null;
    }

    private void resize(int capacity) {
        Key[] oldKeys = keys;
        Cell[] oldCells = cells;
        keys = new Key[capacity];
        cells = new Cell[capacity];
        for (int slot = 0; slot < oldKeys.length; slot++) {
            if (oldKeys[slot] != null) {
                int to = slotOf(oldKeys[slot]);
                keys[to] = oldKeys[slot];
                cells[to] = oldCells[slot];
            }
        }
    }
}
