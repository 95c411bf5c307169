package dev.hearsay.storage.disk;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.rule.Versioning;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cells that were read or written lately, those of all spaces of an engine, encoded, outside the heap: a ring into which new ones are written at the head, over
 * those that have been there longest.
 *
 * <p><b>Why a ring.</b> In the heap a large cache makes garbage that has grown old, and pauses of tenths of a second; one that keeps an order
 * moves its links at every look. An order is not needed: a cell that is asked for after it was overwritten comes back at the head, so
 * what is hot is missing once a round. A cell that changes and still fits stays where it is, so that writes do not turn the ring. What an engine
 * needs ten searches and copies for is found here with one look at an index and one at the key.
 *
 * <p><b>Layout</b> of an entry, at a multiple of eight: its length in bytes (4), that of its key (4; -1: dead), that of its cell (4), the lower
 * bits of the token (4), the number of its space (4), key, cell. The index holds places divided by eight, plus one; 0 is free (linear probing, deletion as in Knuth, TAOCP
 * vol. 3, section 6.4, algorithm R).
 *
 * <p><b>Invariant:</b> every place in the index is that of an entry that is alive, and every such entry is in the index once.
 */
public final class CellRing {
    private static final Logger LOG = LoggerFactory.getLogger(CellRing.class);
    private static final int HEAD = 20;
    private static final int KEY = 4;
    private static final int CELL = 8;
    private static final int HASH = 12;
    private static final int SPACE = 16;
    private static final int DEAD = -1;
    private static final int UNIT = 8;
    /** Of an entry. */
    private static final int SHARE_TO_GROW = 16;
    /** Of the ring: a larger cell would push out too many others. */
    private static final int LARGEST_SHARE = 64;
    /** Bytes of the ring for each place in the index. */
    private static final int BYTES_PER_PLACE = 128;

    private final Versioning versioning;
    private final IntFunction<ByteBuffer> allocator;
    private final int capacity;
    private final int[] index;
    /** Null until the first cell comes. */
    private ByteBuffer memory;
    /** Whether there was no memory for it. */
    private boolean refused;

    private int head;
    /** The oldest entry, if the ring has been filled once; what lies between head and tail is free. */
    private int tail;

    private boolean round;
    private int count;
    private int spaces;

    /** @param bytes that it takes at most; 0: nothing is kept */
    public CellRing(long bytes, Versioning versioning) {
        this(bytes, versioning, ByteBuffer::allocateDirect);
    }

    /** @param allocator of memory */
    CellRing(long bytes, Versioning versioning, IntFunction<ByteBuffer> allocator) {
        this.allocator = allocator;
        this.versioning = versioning;
        this.capacity = (int) Math.min(bytes, 1 << 30) / UNIT * UNIT;
        this.index = new int[Math.max(2, Integer.highestOneBit(Math.max(1, capacity / BYTES_PER_PLACE)))];
    }

    /** A number for a space that keeps cells here. */
    int space() {
        return spaces++;
    }

    /** Null if it is not here. */
    Cell get(int space, Key key) {
        int at = find(space, key);
        if (at < 0) {
            return null;
        }
        int from = at + HEAD + memory.getInt(at + KEY);
        return versioning.decode(memory.slice(from, memory.getInt(at + CELL)));
    }

    /** The cell was read, or written: it replaces what is here. */
    void put(int space, Key key, Cell cell) {
        int at = find(space, key);
        if (at >= 0) {
            replace(at, space, key, cell);
        } else {
            add(space, key, cell);
        }
    }

    private void replace(int at, int space, Key key, Cell cell) {
        if (memory.getInt(at) >= length(key, cell)) {
            write(at, key, cell);
        } else {
            drop(at);
            add(space, key, cell);
        }
    }

    /** Taken when the first cell comes, so that a node without data is small. Without it all works, more slowly. */
    private boolean hasMemory() {
        if (memory == null && !refused) {
            try {
                memory = allocator.apply(capacity);
            } catch (OutOfMemoryError e) {
                refused = true;
                LOG.warn(
                        "there are no {} bytes outside the heap to keep cells in; lower hearsay.storage's cell-cache,"
                                + " or raise -XX:MaxDirectMemorySize",
                        capacity);
            }
        }
        return memory != null;
    }

    private static int length(Key key, Cell cell) {
        return units(HEAD + key.length() + cell.encodedSize());
    }

    /** A new entry has room to grow: a clock gets an entry for every coordinator, and each would move the cell and leave a hole. */
    private static int roomy(int length) {
        return units(length + length / SHARE_TO_GROW);
    }

    private static int units(int bytes) {
        return (bytes + UNIT - 1) / UNIT * UNIT;
    }

    private void add(int space, Key key, Cell cell) {
        int length = roomy(length(key, cell));
        if (length > capacity / LARGEST_SHARE || !hasMemory()) {
            return;
        }
        int place = room(length);
        memory.putInt(place, length);
        memory.putInt(place + HASH, key.hashCode());
        memory.putInt(place + SPACE, space);
        write(place, key, cell);
        enter(place);
    }

    void forget(int space, Key key) {
        int at = find(space, key);
        if (at >= 0) {
            drop(at);
        }
    }

    private void write(int at, Key key, Cell cell) {
        int size = cell.encodedSize();
        memory.putInt(at + KEY, key.length());
        memory.putInt(at + CELL, size);
        ByteBuffer body = memory.slice(at + HEAD, key.length() + size);
        key.writeTo(body);
        versioning.encode(cell, body);
    }

    /** Makes room for an entry, in the ring and in the index: those that have been here longest go. */
    private int room(int length) {
        while (count >= index.length / 2) {
            if (round && tail < capacity) {
                clear(tail + UNIT);
            } else {
                turn();
            }
        }
        if (capacity - head < length) {
            turn();
        }
        clear(head + length);
        int place = head;
        head += length;
        return place;
    }

    /** The head begins again, where the oldest are then. */
    private void turn() {
        clear(capacity);
        if (head < capacity) {
            memory.putInt(head, capacity - head);
            memory.putInt(head + KEY, DEAD);
        }
        head = 0;
        tail = 0;
        round = true;
    }

    /** Entries that begin before this place, from the tail on, go. */
    private void clear(int end) {
        while (round && tail < end && tail < capacity) {
            if (memory.getInt(tail + KEY) != DEAD) {
                drop(tail);
            }
            tail += memory.getInt(tail);
        }
    }

    /** Where the entry of a key begins; -1 if there is none. */
    private int find(int space, Key key) {
        if (memory == null) {
            return -1;
        }
        int hash = key.hashCode();
        for (int slot = home(hash); index[slot] != 0; slot = slot + 1 & index.length - 1) {
            int at = (index[slot] - 1) * UNIT;
            if (memory.getInt(at + HASH) == hash
                    && memory.getInt(at + SPACE) == space
                    && memory.getInt(at + KEY) == key.length()
                    && key.isAt(memory, at + HEAD)) {
                return at;
            }
        }
        return -1;
    }

    private int home(int hash) {
        return hash & index.length - 1;
    }

    private void enter(int at) {
        int slot = home(memory.getInt(at + HASH));
        while (index[slot] != 0) {
            slot = slot + 1 & index.length - 1;
        }
        index[slot] = at / UNIT + 1;
        count++;
    }

    /** The entry dies, and the gap that it leaves in the index is closed. */
    private void drop(int at) {
        int mask = index.length - 1;
        int gap = home(memory.getInt(at + HASH));
        while (index[gap] != at / UNIT + 1) {
            gap = gap + 1 & mask;
        }
        memory.putInt(at + KEY, DEAD);
        count--;
        for (int slot = gap + 1 & mask; index[slot] != 0; slot = slot + 1 & mask) {
            int wanted = home(memory.getInt((index[slot] - 1) * UNIT + HASH));
            if ((slot - wanted & mask) >= (slot - gap & mask)) {
                index[gap] = index[slot];
                gap = slot;
            }
        }
        index[gap] = 0;
    }
}
