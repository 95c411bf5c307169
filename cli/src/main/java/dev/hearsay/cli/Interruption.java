package dev.hearsay.cli;

import dev.hearsay.observer.results.ResultFolder;
import dev.hearsay.observer.run.Laboratory;

/** Ctrl-C while a suite runs: no further run begins, and nothing is left that could be taken for a result. */
final class Interruption implements AutoCloseable {
    private final Thread hook;

    Interruption(Laboratory laboratory, ResultFolder folder) {
        hook = new Thread(() -> {
            laboratory.cancel();
            folder.abort();
            System.err.println("hearsay: interrupted; no results were written");
        });
    }

    void expect() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** No longer needed. If the end has begun already, the hook is at work, and the caller must not write behind its back. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
