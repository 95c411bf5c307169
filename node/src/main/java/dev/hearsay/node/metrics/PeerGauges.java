package dev.hearsay.node.metrics;

import dev.hearsay.api.MemberId;
import dev.hearsay.api.metrics.Meters;
import dev.hearsay.api.metrics.Metric;
import dev.hearsay.api.request.NodeStatus;
import dev.hearsay.node.Node;
import io.micrometer.core.instrument.MultiGauge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** A row for every other member of the cluster, by name: another incarnation goes on with the same row. */
final class PeerGauges {
    private final MultiGauge suspicions;
    private final MultiGauge lags;
    private Map<String, Seen> peers = new TreeMap<>();

    private static final class Seen {
        private volatile double suspicion;
        private volatile double lag;
    }

    PeerGauges(Meters meters) {
        suspicions = meters.rows(Metric.SUSPICION);
        lags = meters.rows(Metric.REPLICA_LAG);
    }

    void look(Node node, NodeStatus status) {
        Map<String, Seen> now = new TreeMap<>();
        for (NodeStatus.Peer peer : status.peers()) {
            String name = peer.id().name();
            Seen seen = now.computeIfAbsent(name, key -> peers.getOrDefault(key, new Seen()));
            seen.suspicion = node.suspicion(peer.id());
            seen.lag = lag(status, peer.id());
        }
        boolean others = !now.keySet().equals(peers.keySet());
        peers = now;
        if (others) {
            suspicions.register(rows(Metric.SUSPICION, seen -> seen.suspicion), true);
            lags.register(rows(Metric.REPLICA_LAG, seen -> seen.lag), true);
        }
    }

    private static double lag(NodeStatus status, MemberId peer) {
        for (NodeStatus.Hints hints : status.hints()) {
            if (hints.owner().equals(peer)) {
                return hints.oldest().toNanos() / 1e9;
            }
        }
        return 0;
    }

    private List<MultiGauge.Row<?>> rows(Metric metric, ToDoubleFunction<Seen> value) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        peers.forEach((name, seen) -> rows.add(MultiGauge.Row.of(metric.tags(name), seen, value)));
        return rows;
    }
}
