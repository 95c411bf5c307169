package dev.hearsay.cli;

import dev.hearsay.api.port.StorageEngine;
import dev.hearsay.api.port.StorageHost;
import dev.hearsay.transport.tcp.TcpLane;
import java.nio.file.Path;

/**
 * The engine of a node, opened.
 *
 * @param folder where it keeps its data; null if it keeps nothing
 */
record Keeping(StorageEngine engine, DataFolder folder) implements AutoCloseable {
    static Keeping open(StorageEngine engine, Path data, String cluster, String name, TcpLane lane) {
        if (!engine.durable()) {
            return new Keeping(engine, null);
        }
        DataFolder folder = DataFolder.open(data, cluster, name);
        try {
            engine.open(new Host(lane, folder.engine()));
            return new Keeping(engine, folder);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** By the wall clock; with a folder, never one that it has seen. */
    long incarnation() {
        return folder == null ? System.currentTimeMillis() : folder.incarnation();
    }

    /** The cluster knows this name under that incarnation, which is not this one's. */
    void superseded(long by) {
        if (folder != null) {
            folder.superseded(by);
        }
    }

    /** On the lane, after the last use. */
    @Override
    public void close() {
        engine.close();
        if (folder != null) {
            folder.close();
        }
    }

    private record Host(TcpLane lane, Path folder) implements StorageHost {
        @Override
        public boolean run(Runnable task) {
            return lane.run(task);
        }
    }
}
