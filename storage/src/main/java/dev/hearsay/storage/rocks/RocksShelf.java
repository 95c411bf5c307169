package dev.hearsay.storage.rocks;

import dev.hearsay.storage.disk.DiskHealth;
import dev.hearsay.storage.disk.Quarantine;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/** The quarantine's records, in a column family of their own. */
final class RocksShelf implements Quarantine.Shelf, AutoCloseable {
    private final RocksDB database;
    private final WriteOptions write;
    private final DiskHealth health;
    private final ColumnFamilyHandle family;

    /** @param families those that there are; it makes its own if it is not among them */
    RocksShelf(RocksDB database, List<ColumnFamilyHandle> families, WriteOptions write, DiskHealth health)
            throws RocksDBException {
        this.database = database;
        this.write = write;
        this.health = health;
        byte[] name = Quarantine.NAME.getBytes(StandardCharsets.UTF_8);
        ColumnFamilyHandle found = null;
        for (ColumnFamilyHandle candidate : families) {
            found = Arrays.equals(candidate.getName(), name) ? candidate : found;
        }
        family = found == null ? database.createColumnFamily(new ColumnFamilyDescriptor(name)) : found;
    }

    /** Bytes of all records in it. */
    long bytes() {
        long bytes = 0;
        try (RocksIterator all = database.newIterator(family)) {
            for (all.seekToFirst(); all.isValid(); all.next()) {
                bytes += all.value().length;
            }
        }
        return bytes;
    }

    @Override
    public void put(byte[] key, byte[] record) {
        try {
            database.put(family, write, key, record);
        } catch (RocksDBException e) {
            throw health.failed("set a damaged cell aside", e);
        }
    }

    /** What was set aside and is damaged there has served its purpose. */
    @Override
    public byte[] get(byte[] key) {
        try {
            return database.get(family, key);
        } catch (RocksDBException e) {
            return null;
        }
    }

    @Override
    public void remove(byte[] key) {
        try {
            database.delete(family, write, key);
        } catch (RocksDBException e) {
            throw health.failed("remove a damaged cell", e);
        }
    }

    @Override
    public void close() {
        family.close();
    }
}
