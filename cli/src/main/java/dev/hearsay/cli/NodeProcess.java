package dev.hearsay.cli;

import dev.hearsay.api.Address;
import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.node.Node;
import dev.hearsay.node.wiring.HearsayConfig;
import dev.hearsay.transport.tcp.MessageFaults;
import dev.hearsay.transport.tcp.TcpLane;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member of a cluster in this process, on a lane of its own.
 *
 * <p>Every start is a new incarnation, since a process does not know which of the last one's writes reached the disk. Its tokens are drawn
 * from its name: it comes back to the ranges that it had. If the cluster knows its name under a higher incarnation, it is over.
 */
final class NodeProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeProcess.class);

    private final List<NodeLane> lanes;
    /** The first lane, and what runs on it: what concerns the node as a whole. */
    private final TcpLane first;

    private final Node node;
    private final Member self;
    private final Keeping kept;
    private final Joining joining;
    private final HttpSide http;
    private final Duration drain;
    private boolean stopping;
    private boolean stopped;

    NodeProcess(List<NodeLane> lanes, Member self, Keeping kept, Joining joining, HttpSide http, Duration drain) {
        this.lanes = lanes;
        this.first = lanes.get(0).thread();
        this.node = lanes.get(0).node();
        this.self = self;
        this.kept = kept;
        this.joining = joining;
        this.http = http;
        this.drain = drain;
    }

    /** @throws ConfigurationException if an address is none, a port is taken, or the data folder cannot be used */
    static NodeProcess start(HearsayConfig config) {
        return new NodeStart(config).start();
    }

    List<NodeLane> lanes() {
        return lanes;
    }

    /** Where others find it. */
    Address address() {
        return self.address();
    }

    MemberId id() {
        return self.id();
    }

    /** Whether that incarnation is a member, as far as this node knows. Not to be called on the lane. */
    boolean knows(MemberId member) {
        return OnLane.ask(first, () -> node.view().address(member) != null, false)
                .join();
    }

    /** Lets faults befall what this node sends to others, once they are as they are to be. */
    void disturb(MessageFaults faults, Runnable change) {
        first.run(() -> {
            change.run();
            lanes.forEach(lane -> lane.thread().run(() -> lane.network().disturb(faults)));
        });
    }

    /** What it measures; null if it does not. */
    MeterRegistry registry() {
        return http.registry();
    }

    /** Where it speaks HTTP; null if it does not. */
    Address http() {
        return http.address();
    }

    /** Ends when it has found its cluster, or may be its first member; exceptionally if its cluster does not want it. */
    CompletableFuture<Void> ready() {
        return joining.ready();
    }

    /** Ends, exceptionally and with a sentence, if the node must not go on. It is to be closed then. */
    CompletableFuture<Void> over() {
        return joining.over();
    }

    /** Whether clients should ask it. */
    boolean isServing() {
        return node.isServing();
    }

    /**
     * Refuses its clients from now on, tells the others that it goes, lets the operations in flight come to their ends, for as long as
     * {@code hearsay.node.drain}, syncs what it keeps, and stops. HTTP is spoken until nothing is in flight any more: whoever balances load
     * is told meanwhile that this node is not ready. It ends while the disk syncs, so that all this takes 10 s more than the drain at most.
     */
    @Override
    public void close() {
        if (ended(OnLane.ask(first, this::retire, false), true)) {
            lanes.forEach(lane -> ended(lane.drained(), null));
            http.close();
            lanes.forEach(lane -> ended(lane.synced(), null));
            int given = lanes.stream()
                    .skip(1)
                    .mapToInt(lane -> ended(lane.stop(), 0))
                    .sum();
            ended(OnLane.run(first, () -> end(given)), null);
            lanes.forEach(lane -> lane.thread().close());
        }
    }

    /** Waits for it. What goes wrong while a node stops keeps nothing else from stopping. */
    private static <T> T ended(CompletableFuture<T> step, T otherwise) {
        try {
            return step.join();
        } catch (CompletionException e) {
            LOG.error("the node does not stop as it should", e.getCause());
            return otherwise;
        }
    }

    /** @return true: there is something to stop, if the lane runs */
    private boolean retire() {
        if (!stopping) {
            stopping = true;
            lanes.forEach(lane -> lane.retire(drain));
            joining.log().stopping();
        }
        return true;
    }

    /** @param others operations that other lanes did not bring to their ends */
    private void end(int others) {
        if (!stopped) {
            stopped = true;
            int given = others + node.operationsInFlight();
            try {
                lanes.get(0).end();
            } finally {
                boolean unused = !joining.wasReady() && lanes.stream().allMatch(NodeLane::heldNothing);
                kept.close(unused);
                joining.log().stopped(given);
            }
        }
    }
}
