package dev.hearsay.testkit.transport;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting, where time passes by itself. */
public final class RealTime {
    private static final int MOST_LOOKS = 60_000;

    private RealTime() {}

    /** Looks again and again, for a minute and more. */
    public static boolean await(BooleanSupplier condition) {
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            if (condition.getAsBoolean()) {
                return true;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return condition.getAsBoolean();
    }

    /** Runs a task on a lane, and comes back when it is done; what it throws is thrown here. */
    public static void run(Executor lane, Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        lane.execute(() -> {
            try {
                task.run();
                done.complete(null);
            } catch (RuntimeException | AssertionError e) {
                done.completeExceptionally(e);
            }
        });
        done.join();
    }
}
