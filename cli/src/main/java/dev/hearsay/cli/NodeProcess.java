package dev.hearsay.cli;

import dev.hearsay.api.Address;
import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Topology;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Settings;
import dev.hearsay.gateway.GatewaySettings;
import dev.hearsay.node.Lanes;
import dev.hearsay.node.Node;
import dev.hearsay.node.NodeFactory;
import dev.hearsay.node.wiring.HearsayConfig;
import dev.hearsay.node.wiring.ProcessSettings;
import dev.hearsay.transport.tcp.Identity;
import dev.hearsay.transport.tcp.MessageFaults;
import dev.hearsay.transport.tcp.TcpLane;
import dev.hearsay.transport.tcp.TcpListener;
import dev.hearsay.transport.tcp.TcpOptions;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
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
    private final Duration drain;
    private boolean stopping;
    private boolean stopped;
    private HttpSide http;

    private NodeProcess(List<NodeLane> lanes, Member self, Keeping kept, Joining joining, Duration drain) {
        this.lanes = lanes;
        this.first = lanes.get(0).thread();
        this.node = lanes.get(0).node();
        this.self = self;
        this.kept = kept;
        this.joining = joining;
        this.drain = drain;
    }

    /** @throws ConfigurationException if an address is none, the port is taken, or the data folder cannot be used */
    static NodeProcess start(HearsayConfig config) {
        check(config);
        ProcessSettings process = config.process();
        Address listen = address("listen", process.listen());
        List<Address> seeds = seeds(process);
        NodeFactory factory = NodeFactory.of(config);
        HttpSide http = new HttpSide(config);
        List<TcpLane> threads = threads(process.lanes());
        TcpLane lane = threads.get(0);
        Keeping kept = null;
        try {
            TcpListener listener = lane.listen(new InetSocketAddress(listen.host(), listen.port()));
            Address address = advertised(process, new Address(listen.host(), listener.port()));
            String name = process.name().isEmpty() ? address.toString() : process.name();
            CompletableFuture<String> diskFailure = new CompletableFuture<>();
            DataFolder.Owner owner = new DataFolder.Owner(
                    process.cluster(), name, config.storage().use());
            kept = Keeping.open(factory.storage(), Path.of(process.data()), owner, lane, diskFailure::complete);
            MemberId id = new MemberId(name, kept.incarnation());
            NodeLog.name(id);
            NodeLog log = new NodeLog(lane.environment());
            log.onIncarnation(kept::superseded);
            List<Member> others = kept.others(name, address);
            Joining joining = new Joining(
                    address, seeds, others.stream().map(Member::address).toList(), log);
            diskFailure.thenAccept(
                    why -> joining.diskFailed(why, config.storage().diskFailurePolicy()));
            Identity identity = new Identity(process.cluster(), id, address, config.clusterWide());
            TcpOptions options = Settings.bind(config.config(), "hearsay.transport.tcp", TcpOptions.class);
            List<NodeLane.Network> networks = NodeLane.networks(threads, listener, identity, options, joining);
            Member self =
                    factory.member(new Topology(1, List.of()), id, address, of -> new SplittableRandom(of.hashCode()));
            NodeLane.Listeners told = of -> http.listener(of == lane ? log : new NodeLog(of.environment()));
            List<NodeLane> lanes = new NodeLane.Life(factory, self, known(self, others), seeds, joining, told)
                    .on(threads, networks, kept);
            Keeping keeping = kept;
            log.onMembers(() -> keeping.remember(lanes.get(0).node().view().topology()));
            start(lanes);
            log.started(id, process.cluster(), address, config.clusterWide());
            NodeProcess running = new NodeProcess(lanes, self, kept, joining, process.drain());
            kept = null; // it is the running node's now, and closed on its lane
            running.speakHttp(http);
            return running;
        } catch (RuntimeException e) {
            giveUp(http, kept, threads);
            throw e;
        }
    }

    private static void giveUp(HttpSide http, Keeping kept, List<TcpLane> threads) {
        http.close();
        // What runs on them must not find the storage closed.
        threads.forEach(TcpLane::close);
        if (kept != null) {
            kept.close();
        }
    }

    private static List<TcpLane> threads(int lanes) {
        return IntStream.range(0, lanes)
                .mapToObj(i -> new TcpLane(i == 0 ? "hearsay-node" : "hearsay-node-" + i))
                .toList();
    }

    /** What the last process knew, and this one under its own incarnation. */
    private static Topology known(Member self, List<Member> others) {
        List<Member> all = new ArrayList<>(others);
        all.add(self);
        return new Topology(1, all);
    }

    /** @throws ConfigurationException if it cannot; the node has stopped then */
    private void speakHttp(HttpSide side) {
        http = side;
        try {
            side.start(lanes, self.address(), this::isServing);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** @throws ConfigurationException if what concerns the process does not hold; nothing is opened */
    static void check(HearsayConfig config) {
        ProcessSettings process = config.process();
        advertised(process, address("listen", process.listen()));
        seeds(process);
        Settings.bind(config.config(), "hearsay.transport.tcp", TcpOptions.class);
        Settings.bind(config.config(), "hearsay.gateway", GatewaySettings.class);
    }

    private static Address advertised(ProcessSettings process, Address listening) {
        if (!process.advertise().isEmpty()) {
            return address("advertise", process.advertise());
        }
        if (listening.host().equals("0.0.0.0") || listening.host().equals("::")) {
            throw new ConfigurationException("hearsay.node.advertise is missing: a node that listens at " + listening
                    + " has to say at which address others find it");
        }
        return listening;
    }

    private static List<Address> seeds(ProcessSettings process) {
        return process.seeds().stream().map(seed -> address("seeds", seed)).toList();
    }

    /** The first one last: connections come from then on, and what it tells the others finds them ready. */
    private static void start(List<NodeLane> lanes) {
        TcpLane first = lanes.get(0).thread();
        List<Lanes.Lane> others = new ArrayList<>();
        for (NodeLane other : lanes.subList(1, lanes.size())) {
            others.add(new Lanes.Lane(other.node(), other.thread()::run));
        }
        if (!others.isEmpty()) {
            Lanes.join(lanes.get(0).node(), first::run, others);
        }
        for (int i = lanes.size() - 1; i >= 0; i--) {
            lanes.get(i).start();
        }
    }

    private static Address address(String key, String text) {
        try {
            return Address.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("hearsay.node." + key + ": " + e.getMessage(), e);
        }
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
                kept.close();
                joining.log().stopped(given);
            }
        }
    }
}
