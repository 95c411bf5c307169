package dev.hearsay.testkit.antientropy;

import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.TokenRange;
import dev.hearsay.api.port.CellVisitor;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.port.StorageException;
import dev.hearsay.api.protocol.AntiEntropy;
import dev.hearsay.api.protocol.AntiEntropyHost;
import dev.hearsay.api.protocol.ProtocolMessage;
import dev.hearsay.api.protocol.ReconcileOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A node as far as anti-entropy sees one: cells of one space, and a record of what it was told to do. */
public final class Replica implements AntiEntropyHost {
    /** One call of {@link #offer}. */
    public record Offer(MemberId to, int partition, Key key) {}

    private final ReplicaGroup group;
    private final MemberId id;
    private final AntiEntropy protocol;
    private final NavigableMap<Key, ItemCell> cells = new TreeMap<>();
    private final List<Offer> offers = new ArrayList<>();
    private final List<ReconcileOutcome> outcomes = new ArrayList<>();
    private int room = Integer.MAX_VALUE;
    private int failing;
    private boolean calling;

    Replica(ReplicaGroup group, MemberId id, AntiEntropy protocol) {
        this.group = group;
        this.id = id;
        this.protocol = protocol;
    }

    public MemberId id() {
        return id;
    }

    public AntiEntropy protocol() {
        return protocol;
    }

    /** Stores a cell and tells the protocol. The empty cell removes the key. */
    public void put(Key key, ItemCell cell) {
        ItemCell before = cells.getOrDefault(key, ItemCell.EMPTY);
        plant(key, cell);
        protocol.stored(group.placement().partitionOf(key.token()), key, before, cell);
    }

    /** Stores a cell behind the protocol's back: as what a node finds on its disk when it starts. */
    public void plant(Key key, ItemCell cell) {
        if (cell.isEmpty()) {
            cells.remove(key);
        } else {
            cells.put(key, cell);
        }
    }

    public NavigableMap<Key, ItemCell> cells() {
        return Collections.unmodifiableNavigableMap(cells);
    }

    public void reconcile(int partition, Replica peer) {
        calling = true;
        protocol.reconcile(partition, peer.id);
        calling = false;
    }

    /** Every offer asked for, those refused included. */
    public List<Offer> offers() {
        return Collections.unmodifiableList(offers);
    }

    public List<ReconcileOutcome> outcomes() {
        return Collections.unmodifiableList(outcomes);
    }

    public void clearRecords() {
        offers.clear();
        outcomes.clear();
    }

    /** So many more scans fail. */
    public void failScans(int count) {
        failing = count;
    }

    /** So many more offers are accepted, and then none. */
    public void acceptOffers(int count) {
        room = count;
    }

    @Override
    public Environment environment() {
        return group.environment();
    }

    @Override
    public boolean send(MemberId to, ProtocolMessage message) {
        return group.send(this, to, message);
    }

    /** Clockwise from the start of the range, as a cell space scans. */
    @Override
    public void scan(int partition, CellVisitor visitor) {
        if (failing > 0) {
            failing--;
            throw new StorageException("the disk cannot be read", null);
        }
        TokenRange range = group.placement().range(partition);
        if (scan(range, visitor, true)) {
            scan(range, visitor, false);
        }
    }

    private boolean scan(TokenRange range, CellVisitor visitor, boolean afterStart) {
        for (Map.Entry<Key, ItemCell> entry : cells.entrySet()) {
            boolean after = entry.getKey().token().compareTo(range.start()) > 0;
            if (after == afterStart
                    && range.contains(entry.getKey().token())
                    && !visitor.visit(entry.getKey(), entry.getValue())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean offer(MemberId to, int partition, Key key) {
        offers.add(new Offer(to, partition, key));
        if (room == 0) {
            return false;
        }
        room--;
        group.move(this, to, key);
        return true;
    }

    @Override
    public void reconciled(int partition, MemberId peer, ReconcileOutcome outcome) {
        if (calling) {
            throw new AssertionError("an outcome must not come within reconcile");
        }
        outcomes.add(outcome);
    }
}
