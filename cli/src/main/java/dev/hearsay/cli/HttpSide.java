package dev.hearsay.cli;

import dev.hearsay.api.Address;
import dev.hearsay.api.metrics.Meters;
import dev.hearsay.api.metrics.Metric;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Settings;
import dev.hearsay.client.ClientSettings;
import dev.hearsay.client.HearsayClient;
import dev.hearsay.gateway.ClientCluster;
import dev.hearsay.gateway.Gateway;
import dev.hearsay.gateway.GatewaySettings;
import dev.hearsay.node.Node;
import dev.hearsay.node.NodeListener;
import dev.hearsay.node.metrics.NodeGauges;
import dev.hearsay.node.metrics.NodeMetrics;
import dev.hearsay.node.wiring.HearsayConfig;
import dev.hearsay.transport.tcp.ChannelCounters;
import dev.hearsay.transport.tcp.TcpCounters;
import dev.hearsay.transport.tcp.TcpLane;
import dev.hearsay.transport.tcp.TcpTransport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * What a node process has besides its node if {@code hearsay.gateway.listen} is set: meters, a client of its own, an HTTP server. Without
 * it nothing is counted and nothing is paid.
 */
final class HttpSide implements AutoCloseable {
    /** So that the cluster's own word comes before the client gives up. */
    private static final Duration LONGER = Duration.ofSeconds(1);

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final HearsayConfig config;
    private final GatewaySettings settings;
    private final PrometheusMeterRegistry registry;
    private TcpLane lane;
    /** Of each lane. */
    private AtomicLongArray outbound;

    private final LateCluster cluster = new LateCluster();
    private NodeGauges gauges;
    private HearsayClient client;
    private Gateway gateway;

    HttpSide(HearsayConfig config) {
        this.config = config;
        this.settings = Settings.bind(config.config(), "hearsay.gateway", GatewaySettings.class);
        this.registry = settings.enabled() ? new PrometheusMeterRegistry(PrometheusConfig.DEFAULT) : null;
    }

    /** What the node is to tell. */
    NodeListener listener(NodeListener log) {
        return registry == null ? log : NodeListener.both(log, new NodeMetrics(new Meters(registry)));
    }

    /**
     * Takes the port. It answers from then on, requests with {@code not-ready} until the node has been started.
     *
     * @throws ConfigurationException if the port is taken, or may not be
     */
    void open() {
        if (registry != null) {
            gateway = Gateway.start(
                    settings, cluster, config.settings().limits().value().bytes(), registry);
        }
    }

    /**
     * Begins to answer requests; the node has been started.
     *
     * @param isServing whether it takes requests; asked on its lane
     */
    void start(List<NodeLane> lanes, Address self, BooleanSupplier isServing) {
        if (registry == null) {
            return;
        }
        lane = lanes.get(0).thread();
        outbound = new AtomicLongArray(lanes.size());
        Meters meters = new Meters(registry);
        count(meters, lanes.stream().map(of -> of.network().counters()).toList());
        meters.gauge(
                Metric.OUTBOUND,
                () -> IntStream.range(0, outbound.length())
                        .mapToLong(outbound::get)
                        .sum());
        for (int i = 0; i < lanes.size(); i++) {
            int number = i;
            TcpLane of = lanes.get(i).thread();
            TcpTransport network = lanes.get(i).network();
            OnLane.run(of, () -> lookAt(number, of, network)).join();
        }
        Node node = lanes.get(0).node();
        OnLane.run(lane, () -> gauges = NodeGauges.watch(meters, node, lane.environment()))
                .join();
        client = HearsayClient.connect(ClientSettings.of(config.process().cluster(), List.of(self))
                .withTimeout(config.settings().quorum().timeout().plus(LONGER)));
        cluster.become(new ClientCluster(client, self, () -> OnLane.ask(lane, isServing::getAsBoolean, false)));
    }

    /** All lanes have the same channels, in the same order. */
    private static void count(Meters meters, List<TcpCounters> lanes) {
        List<List<ChannelCounters>> all =
                lanes.stream().map(TcpCounters::channels).toList();
        for (int i = 0; i < all.get(0).size(); i++) {
            int place = i;
            List<ChannelCounters> channel =
                    all.stream().map(channels -> channels.get(place)).toList();
            String name = channel.get(0).name();
            meters.counted(Metric.SENT, () -> sum(channel, ChannelCounters::sent), name);
            meters.counted(Metric.SENT_BYTES, () -> sum(channel, ChannelCounters::sentBytes), name);
            meters.counted(Metric.RECEIVED, () -> sum(channel, ChannelCounters::received), name);
            meters.counted(Metric.RECEIVED_BYTES, () -> sum(channel, ChannelCounters::receivedBytes), name);
            meters.counted(Metric.NOT_TAKEN, () -> sum(channel, ChannelCounters::notTaken), name);
        }
        meters.gauge(Metric.CONNECTIONS, () -> sum(lanes, TcpCounters::connections));
    }

    private static <C> double sum(List<C> lanes, ToLongFunction<C> counter) {
        return lanes.stream().mapToLong(counter).sum();
    }

    private void lookAt(int number, TcpLane of, TcpTransport network) {
        outbound.set(number, network.outboundBytes());
        of.environment().after(EVERY, () -> lookAt(number, of, network));
    }

    MeterRegistry registry() {
        return registry;
    }

    /** Where HTTP is spoken; null if nowhere. */
    Address address() {
        return gateway == null ? null : gateway.address();
    }

    /** What is under way is answered first. */
    @Override
    public void close() {
        if (gateway != null) {
            gateway.close();
        }
        if (client != null) {
            client.close();
        }
        if (gauges != null) {
            OnLane.run(lane, gauges::stop).join();
        }
    }
}
