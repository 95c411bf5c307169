package dev.hearsay.storage.mv;

import dev.hearsay.storage.disk.Quarantine;
import org.h2.mvstore.MVMap;

/** The quarantine's records, in a map of their own. What is set aside is a help and no promise: what cannot be kept is not. */
record MvShelf(MVMap<byte[], byte[]> map) implements Quarantine.Shelf {
    /** Bytes of all records in it. */
    long bytes() {
        long bytes = 0;
        try {
            for (byte[] record : map.values()) {
                bytes += record.length;
            }
        } catch (RuntimeException e) {
            // A page of it is damaged.
        }
        return bytes;
    }

    @Override
    public void put(byte[] key, byte[] record) {
        try {
            map.put(key, record);
        } catch (RuntimeException e) {
            // A page of it is damaged, or the store is closed, which the next put to a space will find.
        }
    }

    @Override
    public byte[] get(byte[] key) {
        try {
            return map.get(key);
        } catch (RuntimeException e) {
            return null;
        }
    }

    @Override
    public void remove(byte[] key) {
        try {
            map.remove(key);
        } catch (RuntimeException e) {
            // As above.
        }
    }
}
