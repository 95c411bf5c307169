package dev.hearsay.storage.rocks;

import dev.hearsay.api.port.StorageException;
import dev.hearsay.storage.disk.Cursor;
import dev.hearsay.storage.disk.DiskParts;
import dev.hearsay.storage.disk.DiskSpace;
import dev.hearsay.storage.disk.Unreadable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** One column family. RocksDB's order of keys, unsigned and bytewise, is that of tokens. */
final class RocksSpace extends DiskSpace {
    private final RocksDB database;
    private final ColumnFamilyHandle family;
    private final Turn turn;
    private final BlockDamage damage;

    RocksSpace(
            String name, DiskParts parts, RocksDB database, ColumnFamilyHandle family, Turn turn, BlockDamage damage) {
        super(name, parts);
        this.damage = damage;
        this.database = database;
        this.family = family;
        this.turn = turn;
        count();
    }

    static boolean isDamage(RocksDBException e) {
        return e.getStatus() != null && e.getStatus().getCode() == Status.Code.Corruption;
    }

    @Override
    protected byte[] read(byte[] key) throws Unreadable {
        try {
            return database.get(family, key);
        } catch (RocksDBException e) {
            if (isDamage(e)) {
                damage.found();
                throw new Unreadable(e);
            }
            throw new StorageException("the disk cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    protected void write(byte[] key, byte[] record) {
        try {
            turn.put(this, family, key, record);
        } catch (RocksDBException e) {
            throw parts().health().failed("store a cell", e);
        }
    }

    @Override
    protected void delete(byte[] key) {
        try {
            turn.remove(this, family, key);
        } catch (RocksDBException e) {
            throw parts().health().failed("remove a cell", e);
        }
    }

    /** If the disk does not take it, who waits is not told, and nothing is put any more. */
    @Override
    protected void endTurn() {
        turn.commit();
    }

    void ended(boolean written) {
        turnEnded(written);
    }

    @Override
    protected Cursor from(byte[] first) {
        return stepping(new RocksWalk(() -> database.newIterator(family), damage), first);
    }
}
