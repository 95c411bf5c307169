package dev.hearsay.node.metrics;

import dev.hearsay.api.metrics.Meters;
import dev.hearsay.api.metrics.Metric;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.port.Periodic;
import dev.hearsay.api.request.NodeStatus;
import dev.hearsay.node.Figures;
import dev.hearsay.node.Node;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/**
 * What a node is, as against what it does: looked at on its lane once a second and published as one immutable picture, because whoever
 * reads a registry does so on a thread of his own.
 */
public final class NodeGauges {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final String[] AGES = {"one-interval", "two-intervals", "older", "never"};

    private final Node node;
    private final Periodic looks;
    private final PeerGauges peers;
    private volatile Picture picture;

    private record Picture(NodeStatus status, int forwarded, int minted, int[] ages) {
        static Picture of(Figures figures) {
            return new Picture(figures.status(), figures.forwarded(), figures.minted(), figures.ages());
        }

        double hints() {
            return status.hints().stream().mapToInt(NodeStatus.Hints::count).sum();
        }

        double hintBytes() {
            return status.hints().stream().mapToLong(NodeStatus.Hints::bytes).sum();
        }

        double oldestHint() {
            return status.hints().stream()
                    .mapToDouble(hint -> seconds(hint.oldest()))
                    .max()
                    .orElse(0);
        }

        double suspected() {
            return status.peers().stream().filter(NodeStatus.Peer::suspected).count();
        }
    }

    private NodeGauges(Meters meters, Node node, Environment environment) {
        this.node = node;
        this.looks = Periodic.every(environment, EVERY, this::look);
        this.peers = new PeerGauges(meters);
        picture = Picture.of(node.ownFigures());
        look();
        looks.start(EVERY);
        of(meters, Metric.IN_FLIGHT, now -> now.status.inFlight());
        of(meters, Metric.FORWARDED, Picture::forwarded);
        of(meters, Metric.MINTED, Picture::minted);
        of(meters, Metric.KEYS, now -> now.status.keys());
        of(meters, Metric.HINTS, Picture::hints);
        of(meters, Metric.HINT_BYTES, Picture::hintBytes);
        of(meters, Metric.HINT_AGE, Picture::oldestHint);
        of(meters, Metric.TOPOLOGY, now -> now.status.topology());
        of(meters, Metric.PEERS, now -> now.status.peers().size(), "known");
        of(meters, Metric.PEERS, Picture::suspected, "suspected");
        of(meters, Metric.PASS_AGE, now -> seconds(now.status.repair().oldestPass()));
        for (int i = 0; i < AGES.length; i++) {
            int age = i;
            of(meters, Metric.PAIRS, now -> now.ages[age], AGES[age]);
        }
        meters.counted(Metric.QUARANTINED, () -> picture.status.quarantined());
    }

    private void of(Meters meters, Metric metric, ToDoubleFunction<Picture> value, String... tags) {
        DoubleSupplier read = () -> value.applyAsDouble(picture);
        meters.gauge(metric, read, tags);
    }

    private static double seconds(Duration time) {
        return time == null ? Double.NaN : time.toNanos() / 1e9;
    }

    /** Watches a node that has been started, until it is told to stop. On the node's lane. */
    public static NodeGauges watch(Meters meters, Node node, Environment environment) {
        return new NodeGauges(meters, node, environment);
    }

    private void look() {
        node.figures(figures -> {
            picture = Picture.of(figures);
            peers.look(node, picture.status);
        });
    }

    /** Looks no more; what was seen last stays. On the node's lane. */
    public void stop() {
        looks.stop();
    }
}
