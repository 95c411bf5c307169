package dev.hearsay.cli.reliability;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for processes, which takes longer than waiting for threads, and costs more to look at. */
final class Patience {
    private static final long BETWEEN_LOOKS_MILLIS = 200;

    private Patience() {}

    /** The time until the condition held; negative if it did not within the time given. */
    static double await(long seconds, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(seconds)) {
                return -1;
            }
            pass(BETWEEN_LOOKS_MILLIS);
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    static void pass(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
