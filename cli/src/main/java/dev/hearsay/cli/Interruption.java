package dev.hearsay.cli;

import dev.hearsay.observer.run.Laboratory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C while a suite runs: no further run begins, and nothing is left that could be taken for a result. The JVM ends only when
 * whoever runs the suite has cleaned up behind itself and closed this, or has taken too long.
 */
final class Interruption implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean came;
    private volatile boolean kept;

    Interruption(Laboratory laboratory) {
        hook = new Thread(() -> {
            came = true;
            laboratory.cancel();
            boolean clean = awaitEnd();
            if (!kept) {
                System.err.println("hearsay: interrupted; no results were written"
                        + (clean ? "" : ", and an unfinished folder may be left, whose name begins with a dot"));
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private boolean awaitEnd() {
        try {
            return over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** To be called where the work can still be given up. */
    void check() throws InterruptedException {
        if (came) {
            throw new InterruptedException("interrupted");
        }
    }

    /** The results are complete and have their name. */
    void kept() {
        kept = true;
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
