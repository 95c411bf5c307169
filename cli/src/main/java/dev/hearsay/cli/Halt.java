package dev.hearsay.cli;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C while a load runs: no further operation begins, and the JVM ends when those in flight have ended and what was recorded is
 * complete, or when that takes too long.
 */
final class Halt implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook;
    private volatile Runnable stop = () -> {};
    private volatile boolean came;

    /** @param history null if none is recorded */
    Halt(Path history) {
        hook = new Thread(() -> {
            came = true;
            stop.run();
            boolean clean = awaitEnd();
            String kept = history == null
                    ? ""
                    : clean ? "; " + history + " tells what happened until then" : "; " + history + ".part is cut off";
            System.err.println("hearsay: interrupted" + kept);
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** What keeps operations from being begun. */
    void stops(Runnable load) {
        stop = load;
    }

    private boolean awaitEnd() {
        try {
            return over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** What was measured until now is not what was asked. */
    void check() throws InterruptedException {
        if (came) {
            throw new InterruptedException("interrupted");
        }
    }

    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            came = true; // the end has begun, and the hook is at work
        }
    }
}
