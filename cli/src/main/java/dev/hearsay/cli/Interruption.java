package dev.hearsay.cli;

import dev.hearsay.observer.results.ResultFolder;
import dev.hearsay.observer.run.Laboratory;

/** Ctrl-C while a suite runs: no further run begins, and nothing is left that could be taken for a result. */
final class Interruption {
    private final Thread hook;

    Interruption(Laboratory laboratory, ResultFolder folder) {
        hook = new Thread(() -> {
            laboratory.cancel();
            folder.abort();
            System.err.println("hearsay: interrupted; no results were written");
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The runs are done: what follows takes moments, and the folder is only published when it is complete. */
    void arrived() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The end has begun already: let the hook finish its work, and do not write behind its back.
            throw new IllegalStateException("interrupted", e);
        }
    }
}
