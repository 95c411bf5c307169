package dev.hearsay.node;

import dev.hearsay.api.MemberId;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.port.Periodic;
import dev.hearsay.api.protocol.AntiEntropy;
import dev.hearsay.api.protocol.ReconcileOutcome;
import dev.hearsay.api.request.NodeStatus;
import dev.hearsay.api.rule.Placement;
import dev.hearsay.api.rule.ReplicaSet;
import dev.hearsay.node.wiring.AntiEntropySettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * When which partition is compared with whom: every owned partition that holds anything, with every other owner, once per
 * interval, evenly spread; and at once where something is known to be missing. A peer that holds keys where this node holds none
 * begins the comparison itself.
 */
final class ReconcileSchedule {
    private static final Duration SHORTEST_STEP = Duration.ofMillis(10);
    private static final int MOST_URGENT = 1024;

    /** A partition and one of its other owners. */
    private record Pair(int partition, MemberId peer) {}

    private final Environment environment;
    private final AntiEntropySettings settings;
    private final Peers peers;
    private final AntiEntropy protocol;
    private final Deque<Pair> urgent = new ArrayDeque<>();
    private final BitSet owned = new BitSet();
    private final BitSet holding = new BitSet();
    private final RepairProgress progress = new RepairProgress();
    private List<Pair> pairs = List.of();
    private int next;
    private int running;
    private final Periodic turns;

    ReconcileSchedule(Environment environment, AntiEntropySettings settings, Peers peers, AntiEntropy protocol) {
        this.environment = environment;
        this.settings = settings;
        this.peers = peers;
        this.protocol = protocol;
        this.turns = new Periodic(environment, this::step, this::tick);
    }

    void placed(Placement placement, MemberId self) {
        owned.clear();
        holding.clear();
        urgent.clear();
        progress.placed(placement);
        List<Pair> all = new ArrayList<>();
        for (int partition = 0; partition < placement.partitions(); partition++) {
            ReplicaSet replicas = placement.replicas(partition);
            if (!replicas.owns(self)) {
                continue;
            }
            owned.set(partition);
            for (int rank = 0; rank < replicas.primaries(); rank++) {
                if (!replicas.member(rank).equals(self)) {
                    all.add(new Pair(partition, replicas.member(rank)));
                }
            }
        }
        pairs = all;
        next = 0;
    }

    boolean owns(int partition) {
        return owned.get(partition);
    }

    /** The partitions that hold something here and are others'. */
    BitSet strays() {
        BitSet strays = (BitSet) holding.clone();
        strays.andNot(owned);
        return strays;
    }

    /** The partition holds at least one key here. */
    void holds(int partition) {
        if (!holding.get(partition)) {
            holding.set(partition);
            if (owns(partition)) {
                progress.holds(partition);
            }
        }
    }

    /** Begins somewhere within the first interval, so that nodes do not all begin together. */
    void start() {
        long first = (long) (environment.random().nextDouble() * step().toNanos());
        turns.start(Duration.ofNanos(first));
    }

    void stop() {
        turns.stop();
    }

    void soon(int partition, MemberId peer) {
        Pair pair = new Pair(partition, peer);
        if (owns(partition) && urgent.size() < MOST_URGENT && !urgent.contains(pair)) {
            urgent.add(pair);
        }
    }

    void ended(int partition, MemberId peer, ReconcileOutcome outcome) {
        running = Math.max(0, running - 1);
        progress.ended(partition, peer, outcome, environment.nanoTime());
    }

    /** How far the comparisons are. */
    NodeStatus.Repair progress() {
        return progress.at(environment.nanoTime());
    }

    /** See {@link RepairProgress#ages}. */
    int[] ages() {
        return progress.ages(environment.nanoTime(), settings.interval().toNanos());
    }

    private Duration step() {
        if (pairs.isEmpty()) {
            return settings.interval();
        }
        Duration even = settings.interval().dividedBy(pairs.size());
        return even.compareTo(SHORTEST_STEP) < 0 ? SHORTEST_STEP : even;
    }

    private void tick() {
        long due = Math.max(
                1, pairs.size() * step().toNanos() / settings.interval().toNanos());
        while (due-- > 0 && running < settings.concurrency()) {
            Pair pair = urgent.isEmpty() ? nextPair() : urgent.poll();
            if (pair != null && !peers.suspected(pair.peer())) {
                begin(pair);
            }
        }
    }

    private void begin(Pair pair) {
        boolean begun = false;
        running++;
        try {
            protocol.reconcile(pair.partition(), pair.peer());
            begun = true;
        } finally {
            if (!begun) {
                running--;
            }
        }
    }

    /** The next in turn; null if that one holds nothing. */
    private Pair nextPair() {
        if (pairs.isEmpty()) {
            return null;
        }
        Pair pair = pairs.get(next);
        next = (next + 1) % pairs.size();
        return holding.get(pair.partition()) ? pair : null;
    }
}
