package dev.hearsay.cli;

import dev.hearsay.api.Address;
import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Topology;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Settings;
import dev.hearsay.gateway.GatewaySettings;
import dev.hearsay.node.Lanes;
import dev.hearsay.node.NodeFactory;
import dev.hearsay.node.wiring.HearsayConfig;
import dev.hearsay.node.wiring.ProcessSettings;
import dev.hearsay.transport.tcp.Identity;
import dev.hearsay.transport.tcp.TcpLane;
import dev.hearsay.transport.tcp.TcpListener;
import dev.hearsay.transport.tcp.TcpOptions;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * How a process becomes a node, once. What can be wrong comes first: both ports are taken before the data folder is opened, and that before
 * a peer can hear of the node. So one that cannot speak HTTP never becomes a member, and leaves no folder behind.
 */
final class NodeStart {
    private final HearsayConfig config;
    private final ProcessSettings process;
    private final NodeFactory factory;
    private final HttpSide http;
    private final List<TcpLane> threads;
    /** Null until it is opened, and once a node closes it. */
    private Keeping kept;
    /** From then on peers may have stored something here. */
    private boolean begun;

    /** @throws ConfigurationException if what concerns the process does not hold; nothing is opened */
    NodeStart(HearsayConfig config) {
        check(config);
        this.config = config;
        this.process = config.process();
        this.factory = NodeFactory.of(config);
        this.http = new HttpSide(config);
        this.threads = IntStream.range(0, process.lanes())
                .mapToObj(i -> new TcpLane(i == 0 ? "hearsay-node" : "hearsay-node-" + i))
                .toList();
    }

    /** @throws ConfigurationException if a port is taken, or the data folder cannot be used; nothing is left open then */
    NodeProcess start() {
        try {
            NodeProcess running = begin();
            try {
                http.start(running.lanes(), running.address(), running::isServing);
            } catch (RuntimeException | Error e) {
                running.close();
                throw e;
            }
            return running;
        } catch (RuntimeException | Error e) {
            giveUp();
            throw e;
        }
    }

    private NodeProcess begin() {
        TcpLane lane = threads.get(0);
        Address listen = address("listen", process.listen());
        TcpListener listener = lane.listen(new InetSocketAddress(listen.host(), listen.port()));
        http.open();
        Address address = advertised(process, new Address(listen.host(), listener.port()));
        String name = process.name().isEmpty() ? address.toString() : process.name();
        CompletableFuture<String> diskFailure = new CompletableFuture<>();
        DataFolder.Owner owner =
                new DataFolder.Owner(process.cluster(), name, config.storage().use());
        Keeping keeping = Keeping.open(factory.storage(), Path.of(process.data()), owner, lane, diskFailure::complete);
        kept = keeping;
        MemberId id = new MemberId(name, keeping.incarnation());
        NodeLog.name(id);
        NodeLog log = new NodeLog(lane.environment());
        log.onIncarnation(keeping::superseded);
        List<Member> others = keeping.others(name, address);
        List<Address> seeds = seeds(process);
        Joining joining =
                new Joining(address, seeds, others.stream().map(Member::address).toList(), log);
        diskFailure.thenAccept(why -> joining.diskFailed(why, config.storage().diskFailurePolicy()));
        Identity identity = new Identity(process.cluster(), id, address, config.clusterWide());
        TcpOptions options = Settings.bind(config.config(), "hearsay.transport.tcp", TcpOptions.class);
        List<NodeLane.Network> networks = NodeLane.networks(threads, listener, identity, options, joining);
        Member self =
                factory.member(new Topology(1, List.of()), id, address, of -> new SplittableRandom(of.hashCode()));
        NodeLane.Listeners told = of -> http.listener(of == lane ? log : new NodeLog(of.environment()));
        List<NodeLane> lanes = new NodeLane.Life(factory, self, known(self, others), seeds, joining, told)
                .on(threads, networks, keeping);
        log.onMembers(() -> keeping.remember(lanes.get(0).node().view().topology()));
        begun = true;
        start(lanes);
        log.started(id, process.cluster(), address, config.clusterWide());
        kept = null; // it is the running node's now, and closed on its lane
        return new NodeProcess(lanes, self, keeping, joining, http, process.drain());
    }

    private void giveUp() {
        http.close();
        // What runs on them must not find the storage closed.
        threads.forEach(TcpLane::close);
        if (kept != null) {
            kept.close(!begun);
        }
    }

    /** What the last process knew, and this one under its own incarnation. */
    private static Topology known(Member self, List<Member> others) {
        List<Member> all = new ArrayList<>(others);
        all.add(self);
        return new Topology(1, all);
    }

    /** @throws ConfigurationException if what concerns the process does not hold */
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
}
