package dev.hearsay.storage.disk;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The thread that waits for the disk, so that the lane need not. One task after the other. */
public final class DiskThread {
    private static final long PATIENCE_SECONDS = 30;

    private final ScheduledThreadPoolExecutor tasks;

    public DiskThread() {
        tasks = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "hearsay-disk");
            thread.setDaemon(true);
            return thread;
        });
        tasks.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void run(Runnable task) {
        tasks.execute(task);
    }

    /** Runs a task, once, not before the delay has passed; not at all if the thread ends before. */
    public void after(Duration delay, Runnable task) {
        try {
            tasks.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // It has ended.
        }
    }

    /**
     * Waits for what runs.
     *
     * @return false if it does not end: a disk that hangs. What it works on must not be closed then
     */
    public boolean close() {
        tasks.shutdown();
        try {
            return tasks.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
