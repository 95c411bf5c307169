package dev.hearsay.storage.rocks;

import dev.hearsay.api.port.StorageException;
import dev.hearsay.storage.disk.SteppingCursor;
import dev.hearsay.storage.disk.Unreadable;
import java.util.function.Supplier;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * An iterator that ends is at the end, or at something that it could not read: it has to be asked. One that met damage is not used again,
 * since it may go on to find none of what follows.
 */
final class RocksWalk implements SteppingCursor.Walk {
    private final Supplier<RocksIterator> iterators;
    private final BlockDamage damage;
    private RocksIterator records;
    private boolean damaged;

    RocksWalk(Supplier<RocksIterator> iterators, BlockDamage damage) {
        this.iterators = iterators;
        this.damage = damage;
        this.records = iterators.get();
    }

    @Override
    public void seek(byte[] place) throws Unreadable {
        if (damaged) {
            records.close();
            records = iterators.get();
            damaged = false;
        }
        records.seek(place);
        check();
    }

    @Override
    public void next() throws Unreadable {
        records.next();
        check();
    }

    private void check() throws Unreadable {
        if (!records.isValid()) {
            try {
                records.status();
            } catch (RocksDBException e) {
                if (!RocksSpace.isDamage(e)) {
                    throw new StorageException("the disk cannot be read: " + e.getMessage(), e);
                }
                damaged = true;
                damage.found();
                throw new Unreadable(e);
            }
        }
    }

    @Override
    public byte[] key() {
        return records.isValid() ? records.key() : null;
    }

    @Override
    public byte[] record() {
        return records.value();
    }

    @Override
    public void close() {
        records.close();
    }
}
