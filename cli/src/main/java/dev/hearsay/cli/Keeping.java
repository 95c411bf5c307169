package dev.hearsay.cli;

import dev.hearsay.api.Address;
import dev.hearsay.api.Arc;
import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.Member;
import dev.hearsay.api.TokenRange;
import dev.hearsay.api.Topology;
import dev.hearsay.api.port.CellSpace;
import dev.hearsay.api.port.CellVisitor;
import dev.hearsay.api.port.StorageEngine;
import dev.hearsay.api.port.StorageException;
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
        } catch (RuntimeException | Error e) {
            folder.close(true);
            throw e;
        }
    }

    /** Whether there is neither a cell nor a hint in what a lane has of an engine. On that lane; not known is no. */
    static boolean holdsNothing(StorageEngine lane) {
        try {
            return lane.takesWrites() && isEmpty(lane.space("data")) && isEmpty(lane.common("hints"));
        } catch (StorageException e) {
            return false;
        }
    }

    private static boolean isEmpty(CellSpace space) {
        boolean[] found = {false};
        space.scan(TokenRange.RING, new CellVisitor() {
            @Override
            public boolean visit(Key key, Cell cell) {
                found[0] = true;
                return false;
            }

            @Override
            public void damaged(Key key) {
                found[0] = true;
            }
        });
        return !found[0];
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

    @Override
    public void close() {
        close(false);
    }

    /**
     * On the lane, after the last use.
     *
     * @param unused nothing was ever kept here: a folder that this process has made is given back
     */
    void close(boolean unused) {
        engine.close();
        if (folder != null) {
            ring.close();
            folder.close(unused);
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
