package dev.hearsay.observer.live;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.hearsay.api.Address;
import dev.hearsay.api.Topology;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.port.StorageEngine;
import dev.hearsay.api.port.Transport;
import dev.hearsay.node.Node;
import dev.hearsay.node.NodeFactory;
import dev.hearsay.node.NodeListener;
import dev.hearsay.node.NodePorts;
import dev.hearsay.node.wiring.HearsayConfig;
import dev.hearsay.node.wiring.Plugins;
import dev.hearsay.transport.inmem.realtime.LiveHost;
import dev.hearsay.transport.inmem.realtime.LiveNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Nodes that run in real time inside this JVM, numbered from 0, on threads of their own. A node that is stopped keeps what it has
 * stored, and has it again when it is started.
 *
 * <pre>{@code
 * try (LiveCluster cluster = LiveCluster.start(3)) {
 *     LiveClient client = cluster.client();
 *     client.put(Key.of("cart"), Value.of("milk"), Context.NONE);
 * }
 * }</pre>
 */
public final class LiveCluster implements AutoCloseable {
    private final LiveNetwork network = new LiveNetwork();
    private final NodeFactory factory;
    private final Topology topology;
    private final List<Address> addresses = new ArrayList<>();
    private final List<StorageEngine> disks = new ArrayList<>();
    private final Running[] running;
    private int clients;

    /** A node and the thread it runs on. */
    private record Running(LiveHost host, Node node) {}

    private LiveCluster(int size, NodeFactory factory) {
        this.factory = factory;
        this.running = new Running[size];
        for (int i = 0; i < size; i++) {
            addresses.add(new Address("node-" + i, 0));
            disks.add(factory.storage());
        }
        factory.checkLabels(addresses.stream().map(Address::host).toList());
        LiveHost dice = network.host(new Address("founder", 0));
        topology = factory.founders(addresses, name -> dice.environment(name).random());
        dice.close();
    }

    /** Starts nodes with the usual settings; with fewer than three, each keeps everything. */
    public static LiveCluster start(int nodes) {
        return start(nodes, ConfigFactory.empty());
    }

    /**
     * Starts nodes.
     *
     * @param config settings under {@code hearsay}, as in an application.conf
     * @throws dev.hearsay.api.plugin.ConfigurationException if the settings do not hold
     */
    public static LiveCluster start(int nodes, Config config) {
        if (nodes < 1) {
            throw new IllegalArgumentException("a cluster needs at least one node, not " + nodes);
        }
        ClassLoader loader = LiveCluster.class.getClassLoader();
        Config few = nodes < 3 ? ConfigFactory.parseString(small(nodes)) : ConfigFactory.empty();
        HearsayConfig settings = HearsayConfig.load(config.withFallback(few), Plugins.find(loader), loader);
        LiveCluster cluster = new LiveCluster(nodes, NodeFactory.of(settings));
        for (int i = 0; i < nodes; i++) {
            cluster.startNode(i);
        }
        return cluster;
    }

    private static String small(int nodes) {
        return "hearsay.quorum { n = " + nodes + ", r = " + nodes + ", w = " + nodes + " }";
    }

    /** Starts a node that was stopped. */
    public synchronized void startNode(int node) {
        if (running[node] != null) {
            return;
        }
        LiveHost host = network.host(addresses.get(node));
        Node made = factory.create(
                topology.byName(addresses.get(node).host()).orElseThrow(),
                topology,
                new Ports(host, disks.get(node)),
                NodeListener.NONE);
        running[node] = new Running(host, made);
        await(host, made::start);
    }

    /** Stops a node as a crash would, except that its memory is kept: others get no answer and find out by themselves. */
    public synchronized void stopNode(int node) {
        if (running[node] != null) {
            running[node].host().close();
            running[node] = null;
        }
    }

    public int size() {
        return addresses.size();
    }

    synchronized boolean runs(int node) {
        return running[node] != null;
    }

    Address address(int node) {
        return addresses.get(node);
    }

    /** A new client; it ends with the cluster, or earlier if it is closed. */
    public synchronized LiveClient client() {
        int number = clients++;
        return new LiveClient(this, network.host(new Address("client-" + number, 0)), number);
    }

    static void await(LiveHost host, Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        host.run(() -> {
            try {
                task.run();
                done.complete(null);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        done.join();
    }

    @Override
    public synchronized void close() {
        network.close();
        disks.forEach(StorageEngine::close);
    }

    private record Ports(LiveHost host, StorageEngine storage) implements NodePorts {
        @Override
        public Environment environment(String component) {
            return host.environment(component);
        }

        @Override
        public Transport transport() {
            return host.transport();
        }
    }
}
