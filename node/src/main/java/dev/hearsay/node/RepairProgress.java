package dev.hearsay.node;

import dev.hearsay.api.MemberId;
import dev.hearsay.api.protocol.ReconcileOutcome;
import dev.hearsay.api.request.NodeStatus;
import dev.hearsay.api.rule.Placement;
import dev.hearsay.api.rule.ReplicaSet;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which pairs of a partition and another owner have been compared, and when.
 *
 * <p><b>Invariant:</b> {@link #compared} has pairs of the present placement only, the one that waits longest first: as many entries as
 * pairs at most, and whoever asks pays for one.
 */
final class RepairProgress {
    private record Pair(int partition, MemberId peer) {}

    private final Map<Pair, Long> compared = new LinkedHashMap<>();
    private Placement placement;
    private int pairs;
    private long inSync;
    private long repaired;
    private long abandoned;

    void placed(Placement next) {
        placement = next;
        compared.clear();
        pairs = 0;
    }

    /** This node owns the partition, and holds something of it now. Once for each. */
    void holds(int partition) {
        pairs += placement.replicas(partition).primaries() - 1;
    }

    /** A comparison came to its end, or did not. */
    void ended(int partition, MemberId peer, ReconcileOutcome outcome, long nanos) {
        switch (outcome) {
            case IN_SYNC -> inSync++;
            case REPAIRED -> repaired++;
            case ABANDONED -> abandoned++;
        }
        if (outcome != ReconcileOutcome.ABANDONED && partition < placement.partitions()) {
            ReplicaSet replicas = placement.replicas(partition);
            if (replicas.owns(peer)) {
                Pair pair = new Pair(partition, peer);
                compared.remove(pair);
                compared.put(pair, nanos);
            }
        }
    }

    /**
     * How many pairs were compared how long ago: within one interval, within two, before that, never. What waits for a peer that is down is
     * among the last two.
     */
    int[] ages(long nanos, long interval) {
        int[] ages = new int[4];
        for (long at : compared.values()) {
            ages[(int) Math.min(2, (nanos - at) / interval)]++;
        }
        ages[3] = Math.max(0, pairs - compared.size());
        return ages;
    }

    NodeStatus.Repair at(long nanos) {
        // One that holds nothing can be compared too, where somebody said that it lacks something.
        int ended = Math.min(compared.size(), pairs);
        Duration oldest = ended < pairs || pairs == 0
                ? null
                : Duration.ofNanos(nanos - compared.values().iterator().next());
        return new NodeStatus.Repair(pairs, ended, oldest, inSync, repaired, abandoned);
    }
}
