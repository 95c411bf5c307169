package dev.hearsay.storage.rocks;

import dev.hearsay.api.port.StorageException;
import dev.hearsay.api.port.StorageHost;
import dev.hearsay.storage.disk.Callbacks;
import dev.hearsay.storage.disk.DiskHealth;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The writes of one turn of the lane: one record of the write-ahead log for all of them. A write to RocksDB costs about as much for
 * twenty puts as for one, and a lane that is busy handles many messages in one turn.
 *
 * <p><b>Invariant:</b> whoever asked to be told ({@link #persist}) is told after the record that holds its writes is in the log, and
 * never if that failed.
 */
final class Turn {
    /** A turn that writes more is written in parts. */
    private static final int MOST_BYTES = 1 << 20;

    private final RocksDB database;
    private final WriteOptions options;
    private final StorageHost host;
    private final DiskHealth health;
    private final BlockDamage damage;
    private final WriteBatch batch = new WriteBatch();
    private final List<RocksSpace> touched = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private final Runnable ended = this::ended;
    private boolean scheduled;

    Turn(RocksDB database, WriteOptions options, StorageHost host, DiskHealth health, BlockDamage damage) {
        this.database = database;
        this.options = options;
        this.host = host;
        this.health = health;
        this.damage = damage;
    }

    void put(RocksSpace space, ColumnFamilyHandle family, byte[] key, byte[] value) throws RocksDBException {
        batch.put(family, key, value);
        added(space);
    }

    void remove(RocksSpace space, ColumnFamilyHandle family, byte[] key) throws RocksDBException {
        batch.delete(family, key);
        added(space);
    }

    private void added(RocksSpace space) {
        if (!touched.contains(space)) {
            touched.add(space);
        }
        if (batch.getDataSize() > MOST_BYTES) {
            commit();
        } else if (!scheduled) {
            scheduled = host.atTurnEnd(ended);
            if (!scheduled) {
                commit();
            }
        }
    }

    private void ended() {
        scheduled = false;
        commit();
    }

    /** Calls back when everything put so far is in the log; at once if it is; never if that failed. */
    void persist(Runnable persisted) {
        if (health.hasFailed()) {
            return;
        }
        if (touched.isEmpty()) {
            persisted.run();
        } else {
            waiting.add(persisted);
        }
    }

    /** @return false if it could not be written */
    boolean commit() {
        if (touched.isEmpty()) {
            return true;
        }
        boolean written = write();
        touched.forEach(space -> space.ended(written));
        touched.clear();
        List<Runnable> told = List.copyOf(waiting);
        waiting.clear();
        if (written) {
            Callbacks.runAll(told);
        }
        return written;
    }

    private boolean write() {
        try {
            health.check();
            database.write(options, batch);
            return true;
        } catch (RocksDBException e) {
            if (RocksSpace.isDamage(e)) {
                // Of a compaction, in truth: after the next start there are none.
                damage.found();
            }
            health.failed("write", e);
            return false;
        } catch (StorageException e) {
            return false;
        } finally {
            batch.clear();
        }
    }

    void close() {
        commit();
        batch.close();
    }
}
