package dev.hearsay.node.message;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.port.Leg;
import dev.hearsay.api.request.Durability;

/**
 * Between whoever wants something of a replica and the replica. An answer repeats the request, the rank and the attempt it
 * answers, so that a late one is never taken for the answer to another question.
 */
public sealed interface ReplicaMessage {
    /** Names the operation; 0 if nobody waits for an answer. */
    long request();

    /** The replica's place in the preference list of the operation. */
    int rank();

    /** 0 for the first time of asking. */
    int attempt();

    /** If it belongs to an operation. */
    Leg leg();

    /** What do you hold of this key? */
    record Fetch(long request, int rank, int attempt, Key key) implements ReplicaMessage {
        @Override
        public Leg leg() {
            return Leg.READ;
        }
    }

    /**
     * This; the empty cell if nothing.
     *
     * @param whole false if what the replica held of the key was damaged: it cannot say, and the cell, which has what was stored since, is
     *     neither a value nor an absence
     */
    record Fetched(long request, int rank, int attempt, Cell cell, boolean whole) implements ReplicaMessage {
        @Override
        public Leg leg() {
            return Leg.READ_REPLY;
        }
    }

    /**
     * Merge this into what you hold.
     *
     * @param standsInFor the owner for whom the receiver is to keep it as a hint; null if the receiver is to keep it itself
     */
    record Store(long request, int rank, int attempt, Key key, Cell cell, MemberId standsInFor, Durability durability)
            implements ReplicaMessage {
        @Override
        public Leg leg() {
            return Leg.WRITE;
        }

        /** A cell sent for repair: nobody waits for the answer. */
        public static Store repair(Key key, Cell cell) {
            return new Store(0, 0, 0, key, cell, null, Durability.MEMORY);
        }
    }

    /** @param stored false if the replica will not: the operation has to do without it */
    record Stored(long request, int rank, int attempt, boolean stored) implements ReplicaMessage {
        @Override
        public Leg leg() {
            return Leg.WRITE_ACK;
        }
    }
}
