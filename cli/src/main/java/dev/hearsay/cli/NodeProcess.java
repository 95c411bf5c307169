package dev.hearsay.cli;

import dev.hearsay.api.Address;
import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Topology;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Settings;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.port.StorageEngine;
import dev.hearsay.api.port.Transport;
import dev.hearsay.gateway.GatewaySettings;
import dev.hearsay.node.Node;
import dev.hearsay.node.NodeFactory;
import dev.hearsay.node.NodePorts;
import dev.hearsay.node.wiring.HearsayConfig;
import dev.hearsay.node.wiring.ProcessSettings;
import dev.hearsay.transport.tcp.Identity;
import dev.hearsay.transport.tcp.MessageFaults;
import dev.hearsay.transport.tcp.TcpLane;
import dev.hearsay.transport.tcp.TcpListener;
import dev.hearsay.transport.tcp.TcpOptions;
import dev.hearsay.transport.tcp.TcpTransport;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * One member of a cluster in this process, on a lane of its own.
 *
 * <p>Every start is a new incarnation, since a process does not know which of the last one's writes reached the disk. Its tokens are drawn
 * from its name: it comes back to the ranges that it had. If the cluster knows its name under a higher incarnation, it is over.
 */
final class NodeProcess implements AutoCloseable {
    private static final Duration DRAIN_LOOK = Duration.ofMillis(5);
    private static final Duration SYNC_LIMIT = Duration.ofSeconds(5);

    private final TcpLane lane;
    private final Node node;
    private final Member self;
    private final Keeping kept;
    private final Joining joining;
    private final Duration drain;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private final CompletableFuture<Void> synced = new CompletableFuture<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private boolean stopping;
    private HttpSide http;
    private TcpTransport transport;

    private NodeProcess(TcpLane lane, Node node, Member self, Keeping kept, Joining joining, Duration drain) {
        this.lane = lane;
        this.node = node;
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
        TcpLane lane = new TcpLane("hearsay-node");
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
            TcpTransport transport = new TcpTransport(lane, listener, identity, options, joining);
            Member self =
                    factory.member(new Topology(1, List.of()), id, address, of -> new SplittableRandom(of.hashCode()));
            Ports ports = new Ports(lane, transport, kept.engine(), seeds, joining);
            Node node = factory.create(self, known(self, others), ports, http.listener(log));
            Keeping keeping = kept;
            log.onMembers(() -> keeping.remember(node.view().topology()));
            start(lane, node);
            log.started(id, process.cluster(), address, config.clusterWide());
            NodeProcess running = new NodeProcess(lane, node, self, kept, joining, process.drain());
            kept = null; // it is the running node's now, and closed on its lane
            running.speakHttp(http, transport);
            return running;
        } catch (RuntimeException e) {
            http.close();
            if (kept != null) {
                kept.close();
            }
            lane.close();
            throw e;
        }
    }

    /** What the last process knew, and this one under its own incarnation. */
    private static Topology known(Member self, List<Member> others) {
        List<Member> all = new ArrayList<>(others);
        all.add(self);
        return new Topology(1, all);
    }

    /** @throws ConfigurationException if it cannot; the node has stopped then */
    private void speakHttp(HttpSide side, TcpTransport network) {
        http = side;
        transport = network;
        try {
            side.start(node, lane, network, self.address(), this::isServing);
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

    private static void start(TcpLane lane, Node node) {
        CompletableFuture<Void> started = new CompletableFuture<>();
        lane.run(() -> {
            try {
                node.start();
                started.complete(null);
            } catch (RuntimeException e) {
                started.completeExceptionally(e);
            }
        });
        started.join();
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
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        return lane.run(() -> answer.complete(node.view().address(member) != null)) && answer.join();
    }

    /** Lets faults befall what this node sends to others, once they are as they are to be. */
    void disturb(MessageFaults faults, Runnable change) {
        lane.run(() -> {
            change.run();
            transport.disturb(faults);
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
        if (lane.run(this::retire)) {
            drained.join();
            http.close();
            synced.join();
            lane.run(this::end);
            stopped.join();
            lane.close();
        }
    }

    private void retire() {
        if (!stopping) {
            stopping = true;
            joining.log().stopping();
            node.retire();
            drain(lane.environment().nanoTime());
        }
    }

    private void drain(long sinceNanos) {
        if (node.isIdle() || lane.environment().nanoTime() - sinceNanos >= drain.toNanos()) {
            drained.complete(null);
            sync();
        } else {
            lane.environment().after(DRAIN_LOOK, () -> drain(sinceNanos));
        }
    }

    private void sync() {
        if (kept.engine().takesWrites()) {
            lane.environment().after(SYNC_LIMIT, () -> synced.complete(null));
            kept.engine().sync(() -> synced.complete(null));
        } else {
            synced.complete(null);
        }
    }

    private void end() {
        if (!stopped.isDone()) {
            int given = node.operationsInFlight();
            try {
                node.stop();
                kept.close();
            } finally {
                joining.log().stopped(given);
                stopped.complete(null);
            }
        }
    }

    private record Ports(TcpLane lane, Transport transport, StorageEngine storage, List<Address> seeds, Joining joining)
            implements NodePorts {
        @Override
        public Environment environment(String component) {
            return lane.environment();
        }

        @Override
        public long latenessNanos() {
            return lane.latenessNanos();
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
}
