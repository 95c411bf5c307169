package dev.hearsay.cli.bench;

import dev.hearsay.api.Key;
import java.util.Arrays;
import java.util.BitSet;

/** The records user0, user1 and so on: so many in the beginning, and more as they are inserted. Safe for many threads. */
final class Records {
    /** An insert that would be one too many writes the newest record again. */
    static final int MOST = 1 << 25;

    private final BitSet pending = new BitSet();
    private volatile Slot[] slots;
    private volatile int present;
    private int begun;

    Records(int size) {
        slots = new Slot[size];
        for (int i = 0; i < size; i++) {
            slots[i] = new Slot(Key.of("user" + i));
        }
        present = size;
        begun = size;
    }

    Slot get(int record) {
        return slots[record];
    }

    /** All below were inserted; a read asks for no others. */
    int present() {
        return present;
    }

    /** Begins a record. */
    synchronized int insert() {
        if (begun == MOST) {
            return MOST - 1;
        }
        if (begun == slots.length) {
            slots = Arrays.copyOf(slots, Math.min(MOST, 2 * slots.length));
        }
        slots[begun] = new Slot(Key.of("user" + begun));
        pending.set(begun - present);
        return begun++;
    }

    /** Its insert has ended, one way or another. */
    synchronized void inserted(int record) {
        if (record < present) {
            return;
        }
        pending.clear(record - present);
        if (record == present) {
            int next = pending.nextSetBit(0);
            advance(next < 0 ? begun - present : next);
        }
    }

    private void advance(int by) {
        BitSet left = pending.get(by, Math.max(by, pending.length()));
        pending.clear();
        pending.or(left);
        present += by;
    }
}
