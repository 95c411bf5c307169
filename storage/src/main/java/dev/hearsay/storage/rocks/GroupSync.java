package dev.hearsay.storage.rocks;

import dev.hearsay.api.port.StorageHost;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Syncs of the write-ahead log, one after the other: whoever asks while one runs is served by the next, together with all others who do.
 * Asked, and told, on the lane. Whoever asked for a sync that failed is never told, and its client learns nothing for sure.
 */
final class GroupSync {
    private static final Logger LOG = LoggerFactory.getLogger(GroupSync.class);
    private static final long PATIENCE_SECONDS = 30;

    private final RocksDB database;
    private final Turn turn;
    private final StorageHost host;
    private final ExecutorService disk;
    private List<Runnable> waiting = new ArrayList<>();
    private boolean running;

    GroupSync(RocksDB database, Turn turn, StorageHost host) {
        this.database = database;
        this.turn = turn;
        this.host = host;
        this.disk = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "hearsay-disk");
            thread.setDaemon(true);
            return thread;
        });
    }

    void ask(Runnable durable) {
        waiting.add(durable);
        if (!running) {
            begin();
        }
    }

    private void begin() {
        running = true;
        List<Runnable> served = waiting;
        waiting = new ArrayList<>();
        boolean written = turn.commit();
        disk.execute(() -> {
            boolean synced = written && sync();
            host.run(() -> ended(synced, served));
        });
    }

    private boolean sync() {
        try {
            database.syncWal();
            return true;
        } catch (RocksDBException e) {
            LOG.error("the disk could not be synced; nothing is acknowledged as being on it: {}", e.getMessage());
            return false;
        }
    }

    private void ended(boolean synced, List<Runnable> served) {
        running = false;
        if (synced) {
            served.forEach(Runnable::run);
        }
        if (!running && !waiting.isEmpty()) {
            begin();
        }
    }

    void close() {
        disk.shutdown();
        try {
            disk.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
