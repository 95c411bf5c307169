package dev.hearsay.node.metrics;

import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.metrics.Meters;
import dev.hearsay.api.metrics.Metric;
import dev.hearsay.api.protocol.ReconcileOutcome;
import dev.hearsay.api.request.ClientRequest;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.node.NodeListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Counts what a node does. Every meter is looked up once, here; what is counted on the path of an operation allocates nothing. */
public final class NodeMetrics implements NodeListener {
    private final Answers gets;
    private final Answers puts;
    private final Answers deletes;
    private final Map<Outcome.Reason, Counter> refused;
    private final Map<Outcome.Reason, Counter> unknown;
    private final Map<ReconcileOutcome, Counter> comparisons = new EnumMap<>(ReconcileOutcome.class);
    private final Timer syncs;
    private final Counter hintsKept;
    private final Counter hintsDelivered;
    private final Counter hintsDropped;
    private final Counter readRepairs;
    private final Counter repairedCells;
    private final Counter largeValues;
    private final Counter manySiblings;

    public NodeMetrics(Meters meters) {
        gets = Answers.of(meters, "get");
        puts = Answers.of(meters, "put");
        deletes = Answers.of(meters, "delete");
        refused = reasons(meters, Metric.REFUSED);
        unknown = reasons(meters, Metric.UNKNOWN);
        for (ReconcileOutcome outcome : ReconcileOutcome.values()) {
            comparisons.put(outcome, meters.counter(Metric.COMPARISONS, tag(outcome)));
        }
        syncs = meters.timer(Metric.SYNC);
        hintsKept = meters.counter(Metric.HINTS_KEPT);
        hintsDelivered = meters.counter(Metric.HINTS_DELIVERED);
        hintsDropped = meters.counter(Metric.HINTS_DROPPED);
        readRepairs = meters.counter(Metric.READ_REPAIRS);
        largeValues = meters.counter(Metric.WARNED, "value");
        manySiblings = meters.counter(Metric.WARNED, "siblings");
        repairedCells = meters.counter(Metric.REPAIRED_CELLS);
    }

    private static Map<Outcome.Reason, Counter> reasons(Meters meters, Metric metric) {
        Map<Outcome.Reason, Counter> counters = new EnumMap<>(Outcome.Reason.class);
        for (Outcome.Reason reason : Outcome.Reason.values()) {
            counters.put(reason, meters.counter(metric, tag(reason)));
        }
        return counters;
    }

    /** A constant as the value of a tag. */
    private static String tag(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public void answered(MemberId node, ClientRequest request, Outcome outcome, long nanos) {
        Answers answers = request.isRead() ? gets : request.mutation().isDelete() ? deletes : puts;
        if (outcome instanceof Outcome.Refused no) {
            answers.refused.record(nanos, TimeUnit.NANOSECONDS);
            refused.get(no.reason()).increment();
        } else if (outcome instanceof Outcome.Unknown nobodyKnows) {
            answers.unknown.record(nanos, TimeUnit.NANOSECONDS);
            unknown.get(nobodyKnows.reason()).increment();
        } else {
            answers.done.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void synced(MemberId node, long nanos) {
        syncs.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void hinted(MemberId node, MemberId owner, Key key) {
        hintsKept.increment();
    }

    @Override
    public void handedOff(MemberId node, MemberId owner, Key key) {
        hintsDelivered.increment();
    }

    @Override
    public void hintDropped(MemberId node, MemberId owner, Key key) {
        hintsDropped.increment();
    }

    @Override
    public void readRepaired(MemberId node, MemberId replica, Key key) {
        readRepairs.increment();
    }

    @Override
    public void offered(MemberId node, MemberId peer, Key key) {
        repairedCells.increment();
    }

    @Override
    public void large(MemberId node, int bytes) {
        largeValues.increment();
    }

    @Override
    public void crowded(MemberId node, int siblings) {
        manySiblings.increment();
    }

    @Override
    public void reconciled(MemberId node, MemberId peer, int partition, ReconcileOutcome outcome) {
        comparisons.get(outcome).increment();
    }

    /** Of one kind of operation, by outcome. */
    private record Answers(Timer done, Timer refused, Timer unknown) {
        static Answers of(Meters meters, String kind) {
            return new Answers(
                    meters.timer(Metric.OPERATIONS, kind, "done"),
                    meters.timer(Metric.OPERATIONS, kind, "refused"),
                    meters.timer(Metric.OPERATIONS, kind, "unknown"));
        }
    }
}
