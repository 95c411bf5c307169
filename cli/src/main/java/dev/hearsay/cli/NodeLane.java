package dev.hearsay.cli;

import dev.hearsay.api.Address;
import dev.hearsay.api.Arc;
import dev.hearsay.api.Member;
import dev.hearsay.api.Topology;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.port.StorageEngine;
import dev.hearsay.api.port.Transport;
import dev.hearsay.node.Lanes;
import dev.hearsay.node.Node;
import dev.hearsay.node.NodeFactory;
import dev.hearsay.node.NodeListener;
import dev.hearsay.node.NodePorts;
import dev.hearsay.transport.tcp.Identity;
import dev.hearsay.transport.tcp.LaneRouting;
import dev.hearsay.transport.tcp.LaneTransport;
import dev.hearsay.transport.tcp.TcpEvents;
import dev.hearsay.transport.tcp.TcpLane;
import dev.hearsay.transport.tcp.TcpListener;
import dev.hearsay.transport.tcp.TcpOptions;
import dev.hearsay.transport.tcp.TcpTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One lane of a node that is a process: what runs on it, and how it comes to an end. A node has one, or several. */
final class NodeLane {
    private static final Duration DRAIN_LOOK = Duration.ofMillis(5);
    private static final Duration SYNC_LIMIT = Duration.ofSeconds(5);

    private final TcpLane thread;
    private final TcpTransport network;
    private final StorageEngine storage;
    private final Node node;
    private final boolean divided;
    private volatile boolean heldNothing;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private final CompletableFuture<Void> synced = new CompletableFuture<>();

    NodeLane(Ports ports, TcpTransport network, Node node) {
        this.thread = ports.thread();
        this.network = network;
        this.storage = ports.storage();
        this.node = node;
        this.divided = ports.arc().of() > 1;
    }

    /** What a lane has of the network: the connections are those of {@code own}. */
    record Network(Transport transport, TcpTransport own) {}

    /** One for each thread. Told of events is who knows of the node as a whole. */
    static List<Network> networks(
            List<TcpLane> threads, TcpListener listener, Identity identity, TcpOptions options, TcpEvents events) {
        if (threads.size() == 1) {
            TcpTransport only = new TcpTransport(threads.get(0), listener, identity, options, events);
            return List.of(new Network(only, only));
        }
        LaneRouting routing = new Routing(threads.size());
        return LaneTransport.of(threads, listener, identity, options, events, routing).stream()
                .map(lane -> new Network(lane, lane.own()))
                .toList();
    }

    /** Who is told of what happens on a lane. */
    @FunctionalInterface
    interface Listeners {
        NodeListener of(TcpLane thread);
    }

    /**
     * What the lanes of one life of a node have in common.
     */
    record Life(
            NodeFactory factory,
            Member self,
            Topology known,
            List<Address> seeds,
            Joining joining,
            Listeners listeners) {
        /** One for each thread; none has been started. */
        List<NodeLane> on(List<TcpLane> threads, List<Network> networks, Keeping kept) {
            List<NodeLane> lanes = new ArrayList<>();
            for (int i = 0; i < threads.size(); i++) {
                Arc arc = new Arc(i, threads.size());
                TcpLane thread = threads.get(i);
                Network network = networks.get(i);
                Ports ports = new Ports(arc, thread, network.transport(), kept.lane(arc, thread), seeds, joining);
                Node node = factory.create(self, known, ports, listeners.of(thread));
                lanes.add(new NodeLane(ports, network.own(), node));
            }
            return lanes;
        }
    }

    private record Routing(int lanes) implements LaneRouting {
        @Override
        public int laneOf(Object message) {
            return Lanes.laneOf(message, lanes);
        }

        @Override
        public Object refusal(Object message) {
            return Lanes.refusal(message);
        }
    }

    /** The world of the node that runs on the lane. */
    record Ports(
            Arc arc, TcpLane thread, Transport transport, StorageEngine storage, List<Address> seeds, Joining joining)
            implements NodePorts {
        @Override
        public Environment environment(String component) {
            return thread.environment();
        }

        @Override
        public long latenessNanos() {
            return thread.latenessNanos();
        }

        @Override
        public boolean mayServe(int members) {
            return joining.mayServe(members);
        }

        @Override
        public boolean mayComeBackTheSame() {
            return false;
        }
    }

    TcpLane thread() {
        return thread;
    }

    TcpTransport network() {
        return network;
    }

    Node node() {
        return node;
    }

    /** Waits for it. */
    void start() {
        OnLane.run(thread, node::start).join();
    }

    /**
     * Refuses clients from now on, and lets what is in flight come to its end, for so long at most; then syncs. Once. What goes wrong with
     * it ends {@link #drained} and {@link #synced} as well.
     */
    void retire(Duration patience) {
        boolean runs = thread.run(() -> orFail(() -> {
            node.retire();
            drain(thread.environment().nanoTime(), patience);
        }));
        if (!runs) {
            drained.complete(null);
            synced.complete(null);
        }
    }

    private void drain(long sinceNanos, Duration patience) {
        if (node.isIdle() || thread.environment().nanoTime() - sinceNanos >= patience.toNanos()) {
            // After what this turn still hands to other lanes: answers, which leave by their connections.
            thread.run(() -> {
                drained.complete(null);
                orFail(this::sync);
            });
        } else {
            thread.environment().after(DRAIN_LOOK, () -> orFail(() -> drain(sinceNanos, patience)));
        }
    }

    private void sync() {
        if (storage.takesWrites()) {
            thread.environment().after(SYNC_LIMIT, () -> synced.complete(null));
            storage.sync(() -> synced.complete(null));
        } else {
            synced.complete(null);
        }
    }

    private void orFail(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) { // an Error as well: somebody waits for the end of this
            drained.completeExceptionally(e);
            synced.completeExceptionally(e);
        }
    }

    CompletableFuture<Void> drained() {
        return drained;
    }

    CompletableFuture<Void> synced() {
        return synced;
    }

    /** Ends what is left, and says how many operations did not come to their ends. */
    CompletableFuture<Integer> stop() {
        return OnLane.ask(
                thread,
                () -> {
                    int unanswered = node.operationsInFlight();
                    end();
                    return unanswered;
                },
                0);
    }

    /** On the lane. An engine that is not divided is left to whoever opened it. */
    void end() {
        try {
            node.stop();
            heldNothing = Keeping.holdsNothing(storage);
        } finally {
            if (divided) {
                storage.close();
            }
        }
    }

    /** Whether nothing was stored on this lane when it ended. */
    boolean heldNothing() {
        return heldNothing;
    }
}
