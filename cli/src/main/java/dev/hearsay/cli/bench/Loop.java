package dev.hearsay.cli.bench;

/** A load while it runs. */
interface Loop {
    /** Begins operations until the plan is at its end or somebody stops it, and waits until all have ended. */
    void run() throws InterruptedException;

    /** No operation is begun any more. From any thread. */
    void stop();
}
