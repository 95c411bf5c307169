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
import dev.hearsay.node.Node;
import dev.hearsay.node.NodeFactory;
import dev.hearsay.node.NodeListener;
import dev.hearsay.node.NodePorts;
import dev.hearsay.node.wiring.HearsayConfig;
import dev.hearsay.node.wiring.ProcessSettings;
import dev.hearsay.transport.tcp.Identity;
import dev.hearsay.transport.tcp.TcpEvents;
import dev.hearsay.transport.tcp.TcpLane;
import dev.hearsay.transport.tcp.TcpListener;
import dev.hearsay.transport.tcp.TcpOptions;
import dev.hearsay.transport.tcp.TcpTransport;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member of a cluster in this process, on a lane of its own.
 *
 * <p>Every start is a new incarnation, since a process does not know which of the last one's writes reached the disk: counted in the data
 * folder, or numbered by the wall clock if nothing is kept. Its tokens are drawn from its name: it comes back to the ranges that it had.
 */
final class NodeProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeProcess.class);

    private final TcpLane lane;
    private final Node node;
    private final Address address;
    private final Keeping kept;

    private NodeProcess(TcpLane lane, Node node, Address address, Keeping kept) {
        this.lane = lane;
        this.node = node;
        this.address = address;
        this.kept = kept;
    }

    /** @throws ConfigurationException if an address is none, or the port is taken */
    static NodeProcess start(HearsayConfig config) {
        ProcessSettings process = config.process();
        Address listen = address("listen", process.listen());
        NodeFactory factory = NodeFactory.of(config);
        TcpLane lane = new TcpLane("hearsay-node");
        Keeping kept = null;
        try {
            TcpListener listener = lane.listen(new InetSocketAddress(listen.host(), listen.port()));
            Address address = process.advertise().isEmpty()
                    ? new Address(listen.host(), listener.port())
                    : address("advertise", process.advertise());
            String name = process.name().isEmpty() ? address.toString() : process.name();
            kept = Keeping.open(factory.storage(), Path.of(process.data()), process.cluster(), name, lane);
            MemberId id = new MemberId(name, kept.incarnation());
            Identity identity = new Identity(process.cluster(), id, address, config.clusterWide());
            TcpOptions options = Settings.bind(config.config(), "hearsay.transport.tcp", TcpOptions.class);
            Transport transport = new TcpTransport(lane, listener, identity, options, new Told());
            Node node = node(factory, id, address, new Ports(lane, transport, kept.engine(), seeds(process)));
            start(lane, node);
            LOG.info("{} of the cluster {} listens at {}", name, process.cluster(), address);
            return new NodeProcess(lane, node, address, kept);
        } catch (RuntimeException e) {
            if (kept != null) {
                kept.close();
            }
            lane.close();
            throw e;
        }
    }

    private static List<Address> seeds(ProcessSettings process) {
        return process.seeds().stream().map(seed -> address("seeds", seed)).toList();
    }

    private static Node node(NodeFactory factory, MemberId id, Address address, NodePorts ports) {
        Member self =
                factory.member(new Topology(1, List.of()), id, address, of -> new SplittableRandom(of.hashCode()));
        return factory.create(self, new Topology(1, List.of(self)), ports, NodeListener.NONE);
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
        return address;
    }

    /** Stops taking part; what was in flight gets no answer. */
    @Override
    public void close() {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        if (lane.run(() -> {
            node.stop();
            kept.close();
            stopped.complete(null);
        })) {
            stopped.join();
            lane.close();
        }
    }

    private record Ports(TcpLane lane, Transport transport, StorageEngine storage, List<Address> seeds)
            implements NodePorts {
        @Override
        public Environment environment(String component) {
            return lane.environment();
        }

        @Override
        public boolean mayComeBackTheSame() {
            return false;
        }
    }

    /** What a person who runs the node should know of its connections. */
    private static final class Told implements TcpEvents {
        @Override
        public void refused(Address peer, String why) {
            LOG.warn("{} and this node do not speak with each other: {}", peer, why);
        }

        @Override
        public void unreachable(Address peer, String why) {
            LOG.debug("{} cannot be reached: {}", peer, why);
        }
    }
}
