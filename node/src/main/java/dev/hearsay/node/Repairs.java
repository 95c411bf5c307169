package dev.hearsay.node;

import dev.hearsay.api.Address;
import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.TokenRange;
import dev.hearsay.api.port.CellSpace;
import dev.hearsay.api.port.CellVisitor;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.port.Sender;
import dev.hearsay.api.port.StorageException;
import dev.hearsay.api.protocol.AntiEntropy;
import dev.hearsay.api.protocol.AntiEntropyHost;
import dev.hearsay.api.protocol.ProtocolMessage;
import dev.hearsay.api.protocol.ReconcileOutcome;
import dev.hearsay.api.request.NodeStatus;
import dev.hearsay.api.rule.Placement;
import dev.hearsay.node.message.ReplicaMessage;
import dev.hearsay.node.message.ReplicaMessage.Store;
import dev.hearsay.node.message.ReplicaMessage.Stored;
import dev.hearsay.node.wiring.AntiEntropySettings;
import java.time.Duration;

/**
 * The host of anti-entropy: the protocol finds what two replicas do not share, this sends the cells, within a budget of bytes per
 * second. {@link ReconcileSchedule} decides when which partition is compared with whom.
 */
final class Repairs implements AntiEntropyHost {
    private static final long SECOND = 1_000_000_000L;

    private final NodeParts parts;
    private final AntiEntropySettings settings;
    private final Environment environment;
    private final Peers peers;
    private final AntiEntropy protocol;
    private final CellSpace data;
    private final Refills refills;
    private final ReconcileSchedule schedule;
    private final Strays strays;
    private Sender<ProtocolMessage> messages;
    private Sender<ReplicaMessage> cells;
    private Placement placement;
    private int partitionsOwned;
    private long second = Long.MIN_VALUE;
    private long spent;

    Repairs(NodeParts parts, Peers peers, AntiEntropy protocol, Refills refills) {
        this.parts = parts;
        this.settings = parts.settings().antiEntropy();
        this.environment = parts.ports().environment("anti-entropy");
        this.peers = peers;
        this.protocol = protocol;
        this.refills = refills;
        this.data = parts.ports().storage().space("data");
        this.schedule = new ReconcileSchedule(environment, settings, peers, protocol);
        this.strays = new Strays(parts, peers, refills);
    }

    void start(Sender<ProtocolMessage> protocolMessages, Sender<ReplicaMessage> offers) {
        messages = protocolMessages;
        cells = offers;
        protocol.start(this);
        strays.start(offers);
        look(peers.view());
        peers.onView(this::look);
        if (settings.enabled()) {
            schedule.start();
        }
    }

    void stop() {
        schedule.stop();
        strays.stop();
        protocol.stop();
    }

    /** If the disk cannot be read now, then later. */
    private void look(View view) {
        try {
            placed(view);
        } catch (StorageException e) {
            environment.after(Duration.ofNanos(SECOND), () -> look(peers.view()));
        }
    }

    private void placed(View view) {
        placement = view.placement();
        schedule.placed(placement, parts.self());
        partitionsOwned = view.owned(parts.self());
        protocol.placed(placement);
        data.scan(TokenRange.RING, refills.noting((key, cell) -> {
            schedule.holds(placement.partitionOf(key.token()));
            return true;
        }));
        strays.placed(schedule.strays());
    }

    /** A cell of this replica changed. */
    void stored(Key key, Cell before, Cell after) {
        int partition = placement.partitionOf(key.token());
        if (!schedule.owns(partition)) {
            strays.stored(partition);
        } else if (settings.enabled()) {
            schedule.holds(partition);
            protocol.stored(partition, key, before, after);
        }
    }

    /** Whether this node is an owner of the key, as far as it knows. */
    boolean owns(Key key) {
        return schedule.owns(placement.partitionOf(key.token()));
    }

    /** An owner answered to what was not for this node to keep. */
    void acknowledged(Address from, Stored answer) {
        strays.acknowledged(from, answer);
    }

    /** An owner will lack something that no hint keeps for it. */
    void needed(Key key, MemberId owner) {
        if (settings.enabled()) {
            schedule.soon(placement.partitionOf(key.token()), owner);
        }
    }

    /** Of the whole ring. */
    int partitionsOwned() {
        return partitionsOwned;
    }

    /** Keys that this node keeps as an owner, or has not given up yet. */
    long keys() {
        return data.size();
    }

    NodeStatus.Repair progress() {
        return schedule.progress();
    }

    int[] ages() {
        return schedule.ages();
    }

    void receive(Address from, ProtocolMessage message) {
        MemberId member = peers.view().memberAt(from);
        if (member != null) {
            try {
                protocol.receive(member, message);
            } catch (StorageException e) {
                // The disk cannot be read now. Whoever asked asks again.
            }
        }
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public boolean send(MemberId to, ProtocolMessage message) {
        Address address = peers.view().address(to);
        return address != null && messages.send(address, message);
    }

    @Override
    public void scan(int partition, CellVisitor visitor) {
        data.scan(placement.range(partition), refills.noting(visitor));
    }

    @Override
    public boolean offer(MemberId to, int partition, Key key) {
        if (!affords()) {
            return false;
        }
        Cell cell;
        try {
            cell = data.get(key);
        } catch (StorageException e) {
            refills.wanted(key, e);
            return true;
        }
        Address address = peers.view().address(to);
        if (cell == null || address == null) {
            return true;
        }
        boolean sent = cells.send(address, Store.repair(key, cell));
        if (sent) {
            spent += cell.encodedSize();
            parts.listener().offered(parts.self(), to, key);
        }
        return sent;
    }

    /** Whether something of this second's budget is left. */
    private boolean affords() {
        long now = environment.nanoTime() / SECOND;
        if (now != second) {
            second = now;
            spent = 0;
        }
        return spent < settings.byteBudget().bytes();
    }

    @Override
    public void reconciled(int partition, MemberId peer, ReconcileOutcome outcome) {
        schedule.ended(partition, peer, outcome);
        parts.listener().reconciled(parts.self(), peer, partition, outcome);
    }
}
