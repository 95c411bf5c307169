package dev.hearsay.api.port;

import java.nio.file.Path;

/** What an engine that outlives its process needs of the world. */
public interface StorageHost {
    /** The engine's own: nobody else writes there. It exists. */
    Path folder();

    /** Runs a task on the lane of the node. False if the lane has ended. */
    boolean run(Runnable task);

    /**
     * Runs a task on the lane of the node when what it is doing now is done, before the messages that it sent leave. To be called on the
     * lane. False if the lane has ended.
     */
    default boolean atTurnEnd(Runnable task) {
        return run(task);
    }

    /**
     * The disk did not take a write or a sync. What it holds of the last writes is not known, and a repetition that succeeds would prove
     * nothing (the kernel may have dropped what it could not write): from now on the engine refuses every write. Called once, on the lane.
     *
     * @param why a sentence
     */
    default void failed(String why) {}
}
