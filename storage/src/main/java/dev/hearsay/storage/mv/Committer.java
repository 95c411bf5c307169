package dev.hearsay.storage.mv;

import dev.hearsay.storage.disk.DiskHealth;
import dev.hearsay.storage.disk.DiskThread;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.mvstore.MVStore;

/**
 * Writes what was put to the file: when somebody waits for it, and a little after a change for which nobody does. On the disk's thread. (If
 * changes come faster than that, MVStore itself writes them when there are more than its buffer takes, on the lane, which slows the lane down
 * to the disk.)
 *
 * <p>Retention and versions to keep stay at MVStore's defaults: with both at 0, files that could not be opened again have been reported
 * (h2database 2752, 4083).
 */
final class Committer {
    /** Of chunks that hold less than so many percent live entries, what lives is copied, so that the file does not grow for ever. */
    private static final int WORTH_COPYING = 50;

    private static final int COPIED_AT_ONCE = 4 << 20;
    private static final int COMMITS_BETWEEN_COPIES = 20;

    private final MVStore store;
    private final DiskThread disk;
    private final DiskHealth health;
    private final Duration delay;
    private final AtomicBoolean expected = new AtomicBoolean();
    private int commits;

    Committer(MVStore store, DiskThread disk, DiskHealth health, Duration delay) {
        this.store = store;
        this.disk = disk;
        this.health = health;
        this.delay = delay;
    }

    /** Something was put. */
    void changed() {
        if (expected.compareAndSet(false, true)) {
            disk.after(delay, this::soon);
        }
    }

    private void soon() {
        expected.set(false);
        if (!health.hasFailed()) {
            try {
                store.commit();
                copy();
            } catch (RuntimeException e) {
                health.failed("write", e);
            }
        }
    }

    private void copy() {
        if (++commits % COMMITS_BETWEEN_COPIES == 0) {
            store.compact(WORTH_COPYING, COPIED_AT_ONCE);
        }
    }

    /** Everything put so far survives the end of the process. */
    void commit() {
        try {
            store.commit();
        } catch (RuntimeException e) {
            throw health.failed("write", e);
        }
    }

    /** Everything put so far survives a power cut. */
    void force() {
        commit();
        try {
            store.sync();
        } catch (RuntimeException e) {
            throw health.failed("sync", e);
        }
    }
}
