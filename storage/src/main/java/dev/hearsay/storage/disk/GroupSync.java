package dev.hearsay.storage.disk;

import dev.hearsay.api.port.StorageException;
import dev.hearsay.api.port.StorageHost;
import java.util.ArrayList;
import java.util.List;

/**
 * Syncs, one after the other: whoever asks while one runs is served by the next, together with all others who do. Asked, and told, on the
 * lane. Whoever asked for a sync that failed is never told, and its client learns nothing for sure; none follows one that failed.
 */
public final class GroupSync {
    private final DiskThread disk;
    private final StorageHost host;
    private final DiskHealth health;
    private final Force force;
    private List<Runnable> waiting = new ArrayList<>();
    private boolean running;

    /** Brings everything put before the call to where a power cut does not undo it. */
    public interface Force {
        /** On the lane, before the thread of the disk is asked. */
        default void prepare() {}

        /** @throws StorageException if the disk did not take it */
        void force();
    }

    public GroupSync(DiskThread disk, StorageHost host, DiskHealth health, Force force) {
        this.disk = disk;
        this.host = host;
        this.health = health;
        this.force = force;
    }

    public void ask(Runnable durable) {
        if (health.hasFailed()) {
            return;
        }
        waiting.add(durable);
        if (!running) {
            begin();
        }
    }

    private void begin() {
        running = true;
        List<Runnable> served = waiting;
        waiting = new ArrayList<>();
        force.prepare();
        disk.run(() -> {
            boolean synced = sync();
            host.run(() -> ended(synced, served));
        });
    }

    private boolean sync() {
        try {
            health.check();
            force.force();
            return true;
        } catch (StorageException e) {
            return false;
        } catch (RuntimeException e) {
            health.failed("sync", e);
            return false;
        }
    }

    private void ended(boolean synced, List<Runnable> served) {
        running = false;
        if (!synced) {
            waiting.clear();
            return;
        }
        Callbacks.runAll(served);
        if (!running && !waiting.isEmpty()) {
            begin();
        }
    }
}
