package dev.hearsay.observer.measure;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Dot;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Reading;
import dev.hearsay.api.protocol.ReconcileOutcome;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.rule.Versioning;
import dev.hearsay.node.NodeListener;
import dev.hearsay.observer.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Watches one run and reduces it to one number per metric. Its driver reports the clients' side ({@link #begin}, {@link #end}),
 * the nodes report theirs as to any {@link NodeListener}, and all use one clock.
 *
 * <p>An operation still open at {@link #finish} is unknown. A write whose commit the nodes reported counts as committed for the
 * omniscient columns even if its client never learnt of it; for the client-visible ones only if the client was told.
 *
 * <p>Order of use: {@link #watch} first, if wanted; then the run; {@link #calm} when nothing disturbs the replicas any more;
 * {@link #settled} and {@link #sampleDivergence} as often as wanted; {@link #atRest} once; {@link #finish} once.
 */
public final class Measurement implements NodeListener {
    private static final ReplicaView NOWHERE = (key, visitor) -> {};

    private final MeasureOptions options;
    private final Versioning versioning;
    private final KeyHistory[] histories;
    private final Map<Key, KeyHistory> byKey;
    private final Long2ObjectHashMap<Operation> byRequest = new Long2ObjectHashMap<>();
    private final Long2ObjectHashMap<WriteEvent> named = new Long2ObjectHashMap<>();
    private final Long2ObjectHashMap<Operation> byNumber = new Long2ObjectHashMap<>();
    private final List<Operation> writes = new ArrayList<>();
    private final Freshness freshness = new Freshness();
    private final SeedRule seedRule = new SeedRule();
    private final Guarantees guarantees = new Guarantees();
    private final Repairs repairs = new Repairs();
    private final Responses responses;
    private final Conflicts conflicts;
    private final Propagation propagation;
    private final Settling settling;
    private final Detection detection;
    private ReplicaView view = NOWHERE;
    private long order;
    private long begun;
    private long lastWrite;

    /** @param keys all keys of the run; operations name them by index */
    public Measurement(MeasureOptions options, Versioning versioning, List<Key> keys) {
        this.options = options;
        this.versioning = versioning;
        this.histories = new KeyHistory[keys.size()];
        this.byKey = new HashMap<>(keys.size() * 2);
        for (int i = 0; i < histories.length; i++) {
            histories[i] = new KeyHistory(keys.get(i));
            byKey.put(keys.get(i), histories[i]);
        }
        this.responses = new Responses(options.timeoutNanos());
        this.conflicts = new Conflicts(versioning, byNumber);
        this.propagation = new Propagation(versioning);
        this.settling = new Settling(versioning, histories);
        this.detection = new Detection(options.nodes());
    }

    /** Where the owners of a key can be looked up; needed if {@link MeasureOptions#windows}. */
    public void watch(ReplicaView replicas) {
        this.view = replicas;
    }

    /**
     * An operation is sent.
     *
     * @param coordinator the node it is sent to
     * @return the same operation
     */
    public Operation begin(Operation operation, String coordinator, long nanos) {
        KeyHistory key = histories[operation.key()];
        operation.coordinator = coordinator;
        operation.invoked = nanos;
        operation.began = ++order;
        operation.counted = operation.intended() >= options.warmupNanos();
        begun++;
        if (operation.counted) {
            responses.begun(operation);
        }
        if (operation.isRead()) {
            operation.latestDone = key.latestDone;
            key.reads.at(nanos);
            return operation;
        }
        key.writes.at(nanos);
        byRequest.put(operation.id(), operation);
        if (operation.kind() == OperationKind.WRITE) {
            byNumber.put(operation.writeId(), operation);
        } else {
            key.deletes.add(operation);
        }
        if (operation.counted) {
            writes.add(operation);
        }
        if (options.causality()) {
            Session session = key.session(operation.client());
            operation.replaced = operation.given().equals(session.context) ? session.numbers : null;
        }
        return operation;
    }

    /** The operation is tried again, at another node or under another request id. */
    public void attempt(Operation operation, long request, String coordinator) {
        operation.coordinator = coordinator;
        if (!operation.isRead()) {
            byRequest.put(request, operation);
        }
    }

    /** The client has its answer, or gave up ({@link Outcome.Unknown} with {@link Outcome.Reason#TIMEOUT}). */
    public void end(Operation operation, Outcome outcome, long nanos) {
        operation.outcome = outcome;
        operation.responded = nanos;
        operation.ended = ++order;
        if (operation.counted) {
            responses.ended(operation);
        }
        KeyHistory key = histories[operation.key()];
        if (!operation.isRead()) {
            lastWrite = Math.max(lastWrite, nanos);
        }
        if (outcome instanceof Outcome.Done done) {
            if (operation.isRead()) {
                readDone(operation, key, done.reading());
            } else {
                writeDone(operation, key, done);
            }
        }
    }

    private void readDone(Operation read, KeyHistory key, Reading reading) {
        Session session = key.session(read.client());
        long[] seen = key.seen(versioning, reading.context());
        if (read.counted) {
            freshness.read(read, key, seen);
            seedRule.read(read, key, reading.values(), byNumber);
            guarantees.read(read, session, seen);
            conflicts.read(reading.values());
        }
        Guarantees.remember(read, key, session, seen);
        session.shown(reading, 0);
    }

    private void writeDone(Operation write, KeyHistory key, Outcome.Done done) {
        WriteEvent event = key.find(done.written());
        if (event == null) {
            event = name(key, write, done.written());
        }
        event.acknowledged = Math.min(event.acknowledged, write.responded);
        write.event = event;
        key.firstAcknowledged = Math.min(key.firstAcknowledged, write.responded);
        if (key.latestDone == null || write.began > key.latestDone.began) {
            key.latestDone = write;
        }
        Session session = key.session(write.client());
        session.lastWrite = write;
        session.shown(done.reading(), write.writeId());
    }

    private WriteEvent name(KeyHistory key, Operation write, Dot dot) {
        WriteEvent event = key.mint(dot, write);
        if (write != null) {
            write.event = event;
            if (options.causality()) {
                conflicts.superseded(key, write);
            }
        }
        return event;
    }

    @Override
    public void minted(MemberId node, long request, Key key, Dot dot, long nanos) {
        KeyHistory history = byKey.get(key);
        if (history != null) {
            named.put(request, name(history, byRequest.get(request), dot));
        }
    }

    @Override
    public void committed(MemberId node, long request, Key key, long nanos) {
        WriteEvent event = named.get(request);
        if (event != null) {
            byKey.get(key).committed(event, nanos);
        }
    }

    @Override
    public void stored(MemberId node, Key key, Cell after, long nanos) {
        if (options.windows()) {
            KeyHistory history = byKey.get(key);
            if (history != null) {
                propagation.stored(history, node, after, nanos, view);
            }
        }
    }

    @Override
    public void hinted(MemberId node, MemberId owner, Key key) {
        repairs.hinted++;
    }

    @Override
    public void handedOff(MemberId node, MemberId owner, Key key) {
        repairs.handedOff++;
    }

    @Override
    public void hintDropped(MemberId node, MemberId owner, Key key) {
        repairs.hintsDropped++;
    }

    @Override
    public void readRepaired(MemberId node, MemberId replica, Key key) {
        repairs.readRepairs++;
    }

    @Override
    public void offered(MemberId node, MemberId peer, Key key) {
        repairs.offers++;
    }

    @Override
    public void reconciled(MemberId node, MemberId peer, int partition, ReconcileOutcome outcome) {
        repairs.reconciled(outcome);
    }

    @Override
    public void suspected(MemberId node, MemberId peer, boolean suspected, long nanos) {
        repairs.suspicions += suspected ? 1 : 0;
        detection.suspected(node.name(), peer.name(), suspected, nanos);
    }

    /** Wants to know which nodes are down. */
    public Outages outages() {
        return detection;
    }

    /** The last write is over and faults are healed: convergence counts from here. */
    public void calm(long nanos) {
        settling.calm(nanos);
    }

    /** The share of (key, live replica) pairs that lack a committed write now; the largest of all samples is kept. */
    public double sampleDivergence(ReplicaView replicas) {
        return settling.sample(replicas);
    }

    /** Whether all live replicas of every key written are equal now. */
    public boolean settled(ReplicaView replicas, long nanos) {
        return settling.settled(replicas, nanos);
    }

    /** Nothing moves any more, or the horizon is reached: what is live now is what the writes came to. */
    public void atRest(ReplicaView replicas) {
        settling.atEnd(replicas);
        Cell[] merged = new Cell[1];
        for (KeyHistory key : histories) {
            if (key.actorCount() > 0) {
                merged[0] = versioning.empty();
                replicas.cells(key.key, (owner, cell) -> {
                    if (cell != null) {
                        merged[0] = versioning.merge(merged[0], cell);
                    }
                });
                conflicts.atRest(merged[0]);
            }
        }
    }

    /**
     * The numbers of the run, in the order of {@link Catalogue#all}; NaN where there was nothing to measure.
     *
     * @param virtualNanos how long the costs were counted for
     */
    public Map<Metric, Double> finish(CostCounters costs, long virtualNanos) {
        Measured out = new Measured();
        freshness.into(out);
        seedRule.into(out);
        responses.into(out);
        guarantees.into(out);
        conflicts.into(out, writes, options.causality());
        if (options.windows()) {
            propagation.into(out, histories);
        }
        settling.into(out, lastWrite);
        repairs.into(out);
        detection.into(out, (double) virtualNanos * options.nodes());
        Costs.into(out, costs, begun, (double) virtualNanos * options.nodes());
        gaps(out);
        return out.values();
    }

    private void gaps(Measured out) {
        double readNanos = 0;
        double writeNanos = 0;
        long reads = 0;
        long written = 0;
        for (KeyHistory key : histories) {
            readNanos += key.reads.sum();
            reads += key.reads.count();
            writeNanos += key.writes.sum();
            written += key.writes.count();
        }
        out.millis(Catalogue.READ_GAP, reads == 0 ? Double.NaN : readNanos / reads);
        out.millis(Catalogue.WRITE_GAP, written == 0 ? Double.NaN : writeNanos / written);
    }
}
