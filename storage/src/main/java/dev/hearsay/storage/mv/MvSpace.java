package dev.hearsay.storage.mv;

import dev.hearsay.api.port.StorageException;
import dev.hearsay.storage.disk.Cursor;
import dev.hearsay.storage.disk.DiskParts;
import dev.hearsay.storage.disk.DiskSpace;
import dev.hearsay.storage.disk.SteppingCursor;
import dev.hearsay.storage.disk.Unreadable;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStoreException;

/**
 * One B-tree. A page has no checksum: its damage shows as a record whose own is wrong, or as a page that cannot be taken apart, which is an
 * exception of nearly any kind.
 */
final class MvSpace extends DiskSpace {
    private final MVMap<byte[], byte[]> map;
    private final Runnable changed;

    /** @param changed told after every change */
    MvSpace(MVMap<byte[], byte[]> map, Runnable changed, DiskParts parts) {
        super(map.getName(), parts);
        this.map = map;
        this.changed = changed;
        count();
    }

    @Override
    protected byte[] read(byte[] key) throws Unreadable {
        try {
            return map.get(key);
        } catch (RuntimeException e) {
            throw damage(e);
        }
    }

    /** @throws StorageException if it is no damage: the store is closed */
    private static Unreadable damage(RuntimeException e) {
        if (isClosed(e)) {
            throw new StorageException("the store was closed when the disk failed", e);
        }
        return new Unreadable(e);
    }

    static boolean isClosed(RuntimeException e) {
        return e instanceof MVStoreException problem && problem.getErrorCode() == DataUtils.ERROR_CLOSED;
    }

    @Override
    protected void write(byte[] key, byte[] record) {
        change("store a cell", () -> map.put(key, record));
    }

    @Override
    protected void delete(byte[] key) {
        change("remove a cell", () -> map.remove(key));
    }

    private void change(String what, Runnable change) {
        try {
            change.run();
        } catch (RuntimeException e) {
            if (isClosed(e) || map.getStore().isClosed()) {
                throw parts().health().failed(what, e);
            }
            throw new StorageException("a page is damaged, and what belongs there cannot be stored", e);
        }
        turnEnded(true);
        changed.run();
    }

    @Override
    protected Cursor from(byte[] first) {
        return stepping(new Walk(), first);
    }

    private final class Walk implements SteppingCursor.Walk {
        private org.h2.mvstore.Cursor<byte[], byte[]> records;
        private byte[] key;

        @Override
        public void seek(byte[] place) throws Unreadable {
            try {
                records = map.cursor(place);
            } catch (RuntimeException e) {
                throw damage(e);
            }
            next();
        }

        @Override
        public void next() throws Unreadable {
            try {
                key = records.hasNext() ? records.next() : null;
            } catch (RuntimeException e) {
                throw damage(e);
            }
        }

        @Override
        public byte[] key() {
            return key;
        }

        @Override
        public byte[] record() {
            return records.getValue();
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
