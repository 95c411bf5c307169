package dev.hearsay.node;

import dev.hearsay.api.Address;
import dev.hearsay.api.port.Sender;
import dev.hearsay.node.message.ReplicaMessage;
import dev.hearsay.node.message.ReplicaMessage.Store;

/**
 * Sends the merge of a read to the owners that returned less, or nothing. Repair writes are not waited for, with one exception:
 * with blocking read repair the owners of the read quorum acknowledge before the client is answered.
 */
final class ReadRepairs {
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

    /** Sends the merge to those that the answer waits for; they acknowledge on the operation's own channel. */
    void bringUp(Operation.Read read, Sender<ReplicaMessage> quorum) {
        for (long rest = read.repairing; rest != 0; rest &= rest - 1) {
            int rank = Long.numberOfTrailingZeros(rest);
            Address address = peers.view().address(read.replicas.member(rank));
            var store = new Store(
                    read.id(),
                    rank,
                    // apart from the attempts of the fetch, so that the network treats it as another message
                    read.attempt + 32,
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
