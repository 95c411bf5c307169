package dev.hearsay.cli;

import dev.hearsay.api.Address;
import dev.hearsay.api.Arc;
import dev.hearsay.api.Member;
import dev.hearsay.api.Topology;
import dev.hearsay.api.port.StorageEngine;
import dev.hearsay.api.port.StorageHost;
import dev.hearsay.transport.tcp.TcpLane;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * The engine of a node, opened.
 *
 * @param folder where it keeps its data; null if it keeps nothing
 * @param ring who the members were; null if it keeps nothing
 */
record Keeping(StorageEngine engine, DataFolder folder, KeptRing ring) implements AutoCloseable {
    /** @param onFailure told, on the lane, why the disk is not written to any more */
    static Keeping open(
            StorageEngine engine, Path data, DataFolder.Owner owner, TcpLane lane, Consumer<String> onFailure) {
        if (!engine.durable()) {
            return new Keeping(engine, null, null);
        }
        DataFolder folder = DataFolder.open(data, owner);
        try {
            engine.open(new Host(lane, folder.engine(), onFailure));
            return new Keeping(engine, folder, folder.ring());
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** What one lane has of the engine. */
    StorageEngine lane(Arc arc, TcpLane lane) {
        return arc.of() == 1
                ? engine
                : engine.lane(arc, new Host(lane, folder == null ? null : folder.engine(), why -> {}));
    }

    /** The other members that the process before this one knew last. */
    List<Member> others(String name, Address address) {
        return ring == null ? List.of() : ring.others(name, address);
    }

    /** These are the members now. */
    void remember(Topology topology) {
        if (ring != null) {
            ring.save(topology);
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
            ring.close();
            folder.close();
        }
    }

    private record Host(TcpLane lane, Path folder, Consumer<String> onFailure) implements StorageHost {
        @Override
        public boolean run(Runnable task) {
            return lane.run(task);
        }

        @Override
        public boolean atTurnEnd(Runnable task) {
            return lane.atTurnEnd(task);
        }

        @Override
        public void failed(String why) {
            onFailure.accept(why);
        }
    }
}
