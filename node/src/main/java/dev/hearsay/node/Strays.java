package dev.hearsay.node;

import dev.hearsay.api.Address;
import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Token;
import dev.hearsay.api.TokenRange;
import dev.hearsay.api.port.CellSpace;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.port.Sender;
import dev.hearsay.api.port.StorageException;
import dev.hearsay.api.request.Durability;
import dev.hearsay.api.rule.ReplicaSet;
import dev.hearsay.node.message.ReplicaMessage;
import dev.hearsay.node.message.ReplicaMessage.Store;
import dev.hearsay.node.message.ReplicaMessage.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings home what this node keeps of partitions that it does not own: it owned them once, or thought so, or a coordinator did. No read
 * asks here, so that a write that only lies here is as good as lost until the owners have it.
 *
 * <p>A cell is removed after <em>all</em> present owners have said, as owners, that it is on their disks, and if it has not changed since. A
 * cell of whose writes this incarnation named one is sent, but stays: if the node became an owner again it would have to know which names it
 * has given. The next incarnation removes it.
 *
 * <p>One partition at a time, a batch at a time, within the bytes per second that anti-entropy may use. Nothing runs, and no timer, while no
 * partition is suspected to hold anything.
 */
final class Strays {
    private static final long SECOND = 1_000_000_000L;
    /** From a change to the first look, and from one look to the next. */
    private static final Duration SOON = Duration.ofSeconds(1);
    /** To the next try, if an owner was away, or did not answer, or did not take something. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private static final int MOST_CELLS = 100;
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_LOOKS = 64;

    /** A cell on its way to all owners of its key. */
    private static final class Transfer {
        private final Key key;
        private final Cell cell;
        private final List<MemberId> waiting = new ArrayList<>();
        private boolean toAll = true;

        Transfer(Key key, Cell cell) {
            this.key = key;
            this.cell = cell;
        }
    }

    private final NodeParts parts;
    private final Environment environment;
    private final Peers peers;
    private final Refills refills;
    private final CellSpace data;
    /** Partitions that are not owned and may hold something. */
    private final BitSet pending = new BitSet();

    private final Map<Long, Transfer> underWay = new HashMap<>();
    private Sender<ReplicaMessage> sender;
    private long requests;
    /** The partition that is being emptied, -1 if none, and after which token it goes on there. */
    private int partition = -1;

    private int next;
    private Token after;
    /** Whether something of the partition has to be sent once more. */
    private boolean again;

    private long sentAt;
    private long spent;
    private boolean armed;
    private boolean stopped;

    Strays(NodeParts parts, Peers peers, Refills refills) {
        this.parts = parts;
        this.environment = parts.ports().environment("strays");
        this.peers = peers;
        this.refills = refills;
        this.data = parts.ports().storage().space("data");
        // An answer to the process before this one must not be taken for one to this.
        this.requests = parts.self().incarnation() << 10;
    }

    void start(Sender<ReplicaMessage> offers) {
        sender = offers;
    }

    void stop() {
        stopped = true;
    }

    /** Others own now, and these hold what is theirs; whatever was on its way may have gone to the wrong ones. */
    void placed(BitSet found) {
        underWay.clear();
        pending.clear();
        partition = -1;
        next = 0;
        pending.or(found);
        arm(SOON);
    }

    /** Something came for a partition that is not owned. */
    void stored(int stray) {
        pending.set(stray);
        again |= stray == partition;
        arm(SOON);
    }

    private void arm(Duration delay) {
        if (!armed && !stopped && !pending.isEmpty()) {
            armed = true;
            environment.after(delay, this::tick);
        }
    }

    private void tick() {
        armed = false;
        if (stopped) {
            return;
        }
        spent = 0;
        try {
            if (!underWay.isEmpty() && environment.nanoTime() - sentAt >= AGAIN.toNanos()) {
                again = true;
                underWay.clear();
            }
            if (underWay.isEmpty()) {
                advance();
            }
        } finally {
            arm(SOON);
        }
    }

    /** Sends the next batch; if there is none, looks into so many partitions and goes on later. */
    private void advance() {
        for (int looks = 0; looks < MOST_LOOKS && underWay.isEmpty() && !isSpent(); looks++) {
            if (partition < 0 && !begin()) {
                next = 0;
                arm(AGAIN);
                return;
            }
            List<Transfer> batch = after == null ? List.of() : batch();
            if (batch.isEmpty()) {
                end();
            } else {
                batch.forEach(this::send);
            }
        }
    }

    private boolean isSpent() {
        return spent >= parts.settings().antiEntropy().byteBudget().bytes();
    }

    private boolean begin() {
        partition = pending.nextSetBit(next);
        if (partition < 0) {
            return false;
        }
        after = range().start();
        again = false;
        return true;
    }

    private void end() {
        if (!again) {
            pending.clear(partition);
        }
        next = partition + 1;
        partition = -1;
    }

    private TokenRange range() {
        return peers.view().placement().range(partition);
    }

    /** The next cells of the partition; none if there are no more. */
    private List<Transfer> batch() {
        List<Transfer> batch = new ArrayList<>();
        Token end = range().end();
        long[] bytes = {0};
        data.scan(new TokenRange(after, end), refills.noting((key, cell) -> {
            batch.add(new Transfer(key, cell));
            bytes[0] += cell.encodedSize();
            return batch.size() < MOST_CELLS && bytes[0] < MOST_BYTES;
        }));
        if (!batch.isEmpty()) {
            Token last = batch.get(batch.size() - 1).key.token();
            // A range whose ends are equal is the whole ring.
            after = last.equals(end) ? null : last;
        }
        return batch;
    }

    private void send(Transfer transfer) {
        long request = ++requests;
        ReplicaSet owners = peers.view().replicas(transfer.key);
        for (int rank = 0; rank < owners.primaries(); rank++) {
            MemberId owner = owners.member(rank);
            if (send(request, transfer, owner)) {
                transfer.waiting.add(owner);
                spent += transfer.cell.encodedSize();
            } else {
                transfer.toAll = false;
            }
        }
        if (transfer.waiting.isEmpty() || !transfer.toAll) {
            again = true;
        }
        if (!transfer.waiting.isEmpty()) {
            underWay.put(request, transfer);
            sentAt = environment.nanoTime();
        }
    }

    private boolean send(long request, Transfer transfer, MemberId owner) {
        Address address = peers.view().address(owner);
        return address != null
                && !peers.suspected(owner)
                && sender.send(address, new Store(request, 0, 0, transfer.key, transfer.cell, null, Durability.DISK));
    }

    /** An owner has on its disk what was sent, or says that it does not take it. */
    void acknowledged(Address from, Stored answer) {
        Transfer transfer = underWay.get(answer.request());
        if (stopped || transfer == null || !transfer.waiting.remove(peers.view().memberAt(from))) {
            return;
        }
        transfer.toAll &= answer.stored();
        if (transfer.waiting.isEmpty()) {
            underWay.remove(answer.request());
            again |= !transfer.toAll || !settle(transfer);
        }
        if (underWay.isEmpty()) {
            advance();
        }
    }

    /** All owners have it. False: it has changed, and they do not have that. */
    private boolean settle(Transfer transfer) {
        try {
            if (!transfer.cell.equals(data.get(transfer.key))) {
                return false;
            }
            if (!isNamedHere(transfer.cell)) {
                data.remove(transfer.key);
            }
            return true;
        } catch (StorageException e) {
            return false;
        }
    }

    private boolean isNamedHere(Cell cell) {
        var reading = parts.versioning().read(cell);
        return parts.versioning().seen(reading.context(), parts.self()) > 0;
    }
}
