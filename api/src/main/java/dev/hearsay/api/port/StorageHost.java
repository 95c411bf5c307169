package dev.hearsay.api.port;

import java.nio.file.Path;

/** What an engine that outlives its process needs of the world. */
public interface StorageHost {
    /** The engine's own: nobody else writes there. It exists. */
    Path folder();

    /** Runs a task on the lane of the node. False if the lane has ended. */
    boolean run(Runnable task);
}
