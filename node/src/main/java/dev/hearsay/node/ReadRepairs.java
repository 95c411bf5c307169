package dev.hearsay.node;

import dev.hearsay.api.Address;
import dev.hearsay.api.Cell;
import dev.hearsay.api.port.Sender;
import dev.hearsay.node.message.ReplicaMessage;
import dev.hearsay.node.message.ReplicaMessage.Store;
import dev.hearsay.node.message.ReplicaMessage.Stored;

/**
 * Sends the merge of a read to the owners that returned less, or nothing. Repair writes are not waited for, with one exception:
 * with blocking read repair the owners of the read quorum acknowledge before the client is answered.
 */
final class ReadRepairs {
    /** More than any schedule has. */
    private static final int ATTEMPTS = 32;
    /** An attempt is a byte on its way. */
    private static final int MOST_ROUNDS = 3;

    private final NodeParts parts;
    private final Peers peers;
    private Sender<ReplicaMessage> sender;

    ReadRepairs(NodeParts parts, Peers peers) {
        this.parts = parts;
        this.peers = peers;
    }

    void sendBy(Sender<ReplicaMessage> readRepair) {
        sender = readRepair;
    }

    /** The owners that answered and lack some of the merge, as a mask. */
    long lacking(Operation.Read read) {
        long mask = 0;
        for (int rank = 0; rank < read.owners(); rank++) {
            if (read.lacks(rank)) {
                mask |= 1L << rank;
            }
        }
        return mask;
    }

    /** Repairs and forgets. */
    void fill(Operation.Read read) {
        for (long rest = lacking(read); rest != 0; rest &= rest - 1) {
            int rank = Long.numberOfTrailingZeros(rest);
            Address address = peers.view().address(read.replicas.member(rank));
            if (address != null && sender.send(address, Store.repair(read.key(), read.merged))) {
                parts.listener().readRepaired(parts.self(), read.replicas.member(rank), read.key());
            }
        }
    }

    /**
     * Does without a replica that refused the merge: the read is to find its quorum anew, among those that still count.
     *
     * @return false if it was tried often enough
     */
    boolean without(Operation.Read read, int rank) {
        read.refused(rank);
        for (Cell cell : read.returned()) {
            read.merged = parts.versioning().merge(read.merged, cell);
        }
        return read.round < MOST_ROUNDS;
    }

    /** Whether that is an answer to the merge as it is now, and not to what was sent before a replica refused. */
    boolean isCurrent(Operation.Read read, Stored answer) {
        return answer.attempt() / ATTEMPTS == read.round + 1;
    }

    /** Sends the merge to those that the answer waits for; they acknowledge on the operation's own channel. */
    void bringUp(Operation.Read read, Sender<ReplicaMessage> quorum) {
        for (long rest = read.repairing; rest != 0; rest &= rest - 1) {
            int rank = Long.numberOfTrailingZeros(rest);
            Address address = peers.view().address(read.replicas.member(rank));
            var store = new Store(
                    read.id(),
                    rank,
                    // apart from the attempts of the fetch, so that the network treats it as another message
                    read.attempt + ATTEMPTS * (read.round + 1),
                    read.key(),
                    read.merged,
                    null,
                    parts.settings().quorum().durability());
            if (address != null && quorum.send(address, store)) {
                parts.listener().readRepaired(parts.self(), read.replicas.member(rank), read.key());
            }
        }
    }
}
