package dev.hearsay.node;

import dev.hearsay.api.Address;
import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.TokenRange;
import dev.hearsay.api.port.CellSpace;
import dev.hearsay.api.port.CellVisitor;
import dev.hearsay.api.port.DamagedCell;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.port.Sender;
import dev.hearsay.api.port.StorageException;
import dev.hearsay.api.rule.ReplicaSet;
import dev.hearsay.node.message.ReplicaMessage;
import dev.hearsay.node.message.ReplicaMessage.Fetch;
import dev.hearsay.node.message.ReplicaMessage.Fetched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks the other owners of a key for what a damaged cell knew. Until <em>all</em> of them have answered the replica cannot say what it holds:
 * with one of them silent a write that this replica and that one had acknowledged would be missing from both answers of a quorum.
 *
 * <p>An owner whose own cell of the key is damaged answers with what it has got since. That counts: what it held before is lost, and two that
 * wait for each other would wait for ever. A key without other owners stays damaged.
 */
final class Refills {
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final int MOST = 10_000;
    private static final int AT_ONCE = 100;

    private final NodeParts parts;
    private final Environment environment;
    private final Peers peers;
    private final CellSpace data;
    private final Doubts doubts = new Doubts(MOST);
    private final Map<Key, Refill> wanted = new LinkedHashMap<>();
    private final Map<Long, Refill> asked = new LinkedHashMap<>();
    private Sender<ReplicaMessage> sender;
    private Replica replica;
    /** The last number given. They begin anywhere: an answer to an earlier life must not be taken for one to this. */
    private long requests;

    private boolean ticking;
    private boolean overflowed;
    private boolean stopped;

    /** A damaged key, and who has told what it has of it. */
    private static final class Refill {
        private final Key key;
        private final List<MemberId> asked = new ArrayList<>();
        private final List<MemberId> answered = new ArrayList<>();
        private long request;

        Refill(Key key) {
            this.key = key;
        }
    }

    Refills(NodeParts parts, Peers peers) {
        this.parts = parts;
        this.environment = parts.ports().environment("refills");
        this.requests = environment.random().nextLong() >>> 1;
        this.peers = peers;
        this.data = parts.ports().storage().space("data");
    }

    void start(Sender<ReplicaMessage> by, Replica into) {
        sender = by;
        replica = into;
        ask();
    }

    void stop() {
        stopped = true;
    }

    /**
     * Takes note of a key that could not be read.
     *
     * @return what is known of it since it was damaged; the empty cell if nothing
     */
    Cell wanted(Key key, StorageException why) {
        if (!(why instanceof DamagedCell damaged)) {
            return parts.versioning().empty();
        }
        want(key);
        return damaged.since() == null ? parts.versioning().empty() : damaged.since();
    }

    /** Whether the key was damaged in this incarnation, which then names no more writes to it. */
    boolean doubts(Key key) {
        return doubts.contains(key);
    }

    private void want(Key key) {
        doubts.add(key);
        if (wanted.containsKey(key)) {
            return;
        }
        if (wanted.size() >= MOST) {
            overflowed = true;
            return;
        }
        wanted.put(key, new Refill(key));
        if (!ticking && sender != null) {
            ticking = true;
            // Not now: whoever found it is in the middle of something.
            environment.after(Duration.ZERO, this::tick);
        }
    }

    /** The same visitor, for a scan that is to find damaged keys as well. */
    CellVisitor noting(CellVisitor visitor) {
        return new CellVisitor() {
            @Override
            public boolean visit(Key key, Cell cell) {
                return visitor.visit(key, cell);
            }

            @Override
            public void damaged(Key key) {
                want(key);
                visitor.damaged(key);
            }
        };
    }

    private void tick() {
        ticking = false;
        ask();
    }

    /** Asks for the keys that have waited longest; those asked before whose answers did not come are asked again. */
    private void ask() {
        asked.clear();
        if (stopped) {
            return;
        }
        if (wanted.isEmpty() && overflowed) {
            try {
                overflowed = false;
                data.scan(TokenRange.RING, noting((key, cell) -> true));
            } catch (StorageException e) {
                overflowed = true;
                ticking = true;
                environment.after(AGAIN, this::tick);
                return;
            }
        }
        try {
            for (Refill refill : wanted.values().stream().limit(AT_ONCE).toList()) {
                wanted.remove(refill.key);
                wanted.put(refill.key, refill);
                if (!ask(refill)) {
                    wanted.remove(refill.key);
                }
            }
        } finally {
            if (!wanted.isEmpty()) {
                ticking = true;
                environment.after(AGAIN, this::tick);
            }
        }
    }

    /** @return false if there is nobody to be asked, now or later */
    private boolean ask(Refill refill) {
        List<MemberId> others = others(refill.key);
        refill.request = ++requests;
        refill.asked.clear();
        asked.put(refill.request, refill);
        for (MemberId other : others) {
            Address address =
                    refill.answered.contains(other) ? null : peers.view().address(other);
            if (address != null) {
                refill.asked.add(other);
                sender.send(address, new Fetch(refill.request, 0, 0, refill.key));
            }
        }
        return !others.isEmpty();
    }

    private List<MemberId> others(Key key) {
        ReplicaSet replicas = peers.view().replicas(key);
        List<MemberId> others = new ArrayList<>();
        for (int rank = 0; rank < replicas.primaries(); rank++) {
            if (!replicas.member(rank).equals(parts.self())) {
                others.add(replicas.member(rank));
            }
        }
        return others;
    }

    void receive(Address from, Fetched fetched) {
        Refill refill = asked.get(fetched.request());
        MemberId owner = peers.view().memberAt(from);
        if (refill == null || !refill.asked.remove(owner)) {
            return;
        }
        try {
            replica.merge(refill.key, fetched.cell());
            refill.answered.add(owner);
            if (refill.answered.containsAll(others(refill.key))) {
                replica.restored(refill.key);
                asked.remove(refill.request);
                wanted.remove(refill.key);
            }
        } catch (StorageException e) {
            // The disk does not take it now: it is asked for again.
            refill.answered.clear();
        }
    }
}
