package dev.hearsay.observer.measure;

import java.util.function.IntFunction;

/** Objects by a long, by open addressing: a map of boxed keys would cost more than all that is measured with it. */
final class LongTable<V> {
    private static final int FIRST_SIZE = 64;

    private final IntFunction<V[]> arrays;
    private long[] keys = new long[FIRST_SIZE];
    private V[] values;
    private int size;

    /** @param arrays makes an array of the values, such as {@code String[]::new} */
    LongTable(IntFunction<V[]> arrays) {
        this.arrays = arrays;
        this.values = arrays.apply(FIRST_SIZE);
    }

    /** Null if there is none. */
    V get(long key) {
        return values[slot(key)];
    }

    void put(long key, V value) {
        int slot = slot(key);
        if (values[slot] == null) {
            size++;
            keys[slot] = key;
        }
        values[slot] = value;
        if (size * 2 > keys.length) {
            grow();
        }
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        long mixed = key * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 32) & mask;
        while (values[slot] != null && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        V[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = arrays.apply(oldKeys.length * 2);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != null) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
