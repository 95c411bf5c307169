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
import dev.hearsay.transport.tcp.MessageFaults;
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
 * <p>Every start is a new incarnation, since a process does not know which of the last one's writes reached the disk. Its tokens are drawn
 * from its name: it comes back to the ranges that it had. If the cluster knows its name under a higher incarnation, it must not go on:
 * {@link #ended} says so.
 */
final class NodeProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeProcess.class);

    private final TcpLane lane;
    private final Node node;
    private final TcpTransport transport;
    private final Address address;
    private final Keeping kept;
    private final CompletableFuture<String> ended;

    private NodeProcess(
            TcpLane lane,
            Node node,
            TcpTransport transport,
            Address address,
            Keeping kept,
            CompletableFuture<String> ended) {
        this.lane = lane;
        this.node = node;
        this.transport = transport;
        this.address = address;
        this.kept = kept;
        this.ended = ended;
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
            TcpTransport transport = new TcpTransport(lane, listener, identity, options, new Told());
            CompletableFuture<String> ended = new CompletableFuture<>();
            Ports ports = new Ports(lane, transport, kept.engine(), seeds(process));
            Node node = node(factory, id, address, ports, new Supersession(kept, ended));
            start(lane, node);
            LOG.info("{} of the cluster {} listens at {}", name, process.cluster(), address);
            return new NodeProcess(lane, node, transport, address, kept, ended);
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

    private static Node node(
            NodeFactory factory, MemberId id, Address address, NodePorts ports, NodeListener listener) {
        Member self =
                factory.member(new Topology(1, List.of()), id, address, of -> new SplittableRandom(of.hashCode()));
        return factory.create(self, new Topology(1, List.of(self)), ports, listener);
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

    MemberId id() {
        return node.id();
    }

    /** Whether that incarnation is a member, as far as this node knows. Not to be called on the lane. */
    boolean knows(MemberId member) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        return lane.run(() -> answer.complete(node.view().address(member) != null)) && answer.join();
    }

    /** A sentence, when this incarnation is over and the process has nothing more to do. */
    CompletableFuture<String> ended() {
        return ended;
    }

    void end(String why) {
        ended.complete(why);
    }

    /** Lets faults befall what this node sends to others, once they are as they are to be. */
    void disturb(MessageFaults faults, Runnable change) {
        lane.run(() -> {
            change.run();
            transport.disturb(faults);
        });
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
        public long latenessNanos() {
            return lane.latenessNanos();
        }

        @Override
        public boolean mayComeBackTheSame() {
            return false;
        }
    }

    /** A clock that was put back, or a second node of this name. The next start of this data takes a higher incarnation. */
    private record Supersession(Keeping kept, CompletableFuture<String> ended) implements NodeListener {
        @Override
        public void superseded(MemberId node, long incarnation, long nanos) {
            kept.superseded(incarnation);
            ended.complete("the cluster knows " + node.name() + " under incarnation " + incarnation + ", and this is "
                    + node.incarnation() + "; start it again, unless another node has its name");
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
