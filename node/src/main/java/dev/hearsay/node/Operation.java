package dev.hearsay.node;

import dev.hearsay.api.Address;
import dev.hearsay.api.Cell;
import dev.hearsay.api.Dot;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.port.Cancellable;
import dev.hearsay.api.request.ClientRequest;
import dev.hearsay.api.request.Durability;
import dev.hearsay.api.rule.Intent;
import dev.hearsay.api.rule.ReplicaSet;
import dev.hearsay.api.rule.Tally;
import dev.hearsay.node.message.ReplicaMessage;
import java.util.Arrays;
import java.util.Objects;

/**
 * One operation at its coordinator: whom it asked, who answered. Sets are masks of ranks.
 *
 * <p><b>Invariant:</b> {@code acked} and {@code failed} are disjoint, and both within {@code asked}.
 */
abstract class Operation implements Tally {
    final ClientRequest request;
    final Address client;
    final Intent intent;
    final ReplicaSet replicas;
    final Schedule schedule;
    /** The next time of asking again, or the timeout. */
    Cancellable timer;

    long begunNanos;
    /** How often the replicas were asked again. */
    int attempt;
    /** Of values that it brought and that replicas returned. */
    long bytes;
    /** Whether the client has its answer; what follows is repair. */
    boolean answered;
    /** Whether it counts among the answered ones. */
    boolean lingers;

    private long asked;
    private long acked;
    private long failed;
    private long suspected;
    /** Failed for good, whatever they answer after that. */
    private long spent;

    /** What was asked, by whom, and who could answer. */
    record Request(ClientRequest request, Address client, ReplicaSet replicas) {}

    Operation(Request from, Intent intent, Schedule schedule) {
        this.request = from.request();
        this.client = from.client();
        this.intent = intent;
        this.replicas = from.replicas();
        this.schedule = schedule;
    }

    long id() {
        return request.id();
    }

    Key key() {
        return request.key();
    }

    /**
     * What the replica at a rank is asked.
     *
     * @param standsInFor the owner whose place it takes; null if it owns the key itself
     */
    abstract ReplicaMessage question(int rank, MemberId standsInFor);

    void suspect(long ranks) {
        suspected = ranks;
    }

    void ask(long ranks) {
        asked |= ranks;
    }

    /** Notes an answer. False if this rank was not asked, or has said yes already, or does not count any more. */
    boolean answer(int rank, boolean positive) {
        long bit = 1L << rank;
        if ((asked & ~spent & bit) == 0 || (acked & bit) != 0) {
            return false;
        }
        if (positive) {
            acked |= bit;
            failed &= ~bit;
        } else {
            failed |= bit;
        }
        return true;
    }

    /** Whatever it answered, it does not do what the operation needs of it. */
    void fail(int rank) {
        long bit = 1L << rank;
        spent |= bit;
        acked &= ~bit;
        failed |= bit;
    }

    /** Asked and not heard of. */
    long silent() {
        return asked & ~acked & ~failed;
    }

    @Override
    public long asked() {
        return asked;
    }

    @Override
    public long acked() {
        return acked;
    }

    @Override
    public long failed() {
        return failed;
    }

    @Override
    public long suspected() {
        return suspected;
    }

    /** A write: replicas are to merge this cell. */
    static final class Write extends Operation {
        final Durability durability;
        Cell cell;
        Dot dot;

        Write(Request from, Intent intent, Schedule schedule, Durability durability) {
            super(from, intent, schedule);
            this.durability = durability;
        }

        @Override
        ReplicaMessage question(int rank, MemberId standsInFor) {
            return new ReplicaMessage.Store(id(), rank, attempt, key(), cell, standsInFor, durability);
        }
    }

    /** A read: what the replicas returned, by rank, and the merge of it. */
    static final class Read extends Operation {
        private final Cell[] returned;
        Cell merged;
        /** Whether it asks no more replicas than it needs, for now. */
        boolean holdsBack;
        /** Replicas to be asked beyond those that it needs. */
        int extra;
        /** Replicas that the merge was sent to and that the answer waits for; only with blocking read repair. */
        long repairing;
        /** How often a replica refused the merge, so that it had to be done without that one. */
        int round;

        Read(Request from, Intent intent, Schedule schedule) {
            super(from, intent, schedule);
            returned = new Cell[intent.replicas()];
        }

        @Override
        ReplicaMessage question(int rank, MemberId standsInFor) {
            return new ReplicaMessage.Fetch(id(), rank, attempt, key());
        }

        void returned(int rank, Cell cell) {
            if (rank < returned.length) {
                returned[rank] = cell;
            }
        }

        /** This replica does not take the merge: it is as if it had not answered. */
        void refused(int rank) {
            fail(rank);
            returned(rank, null);
            repairing = 0;
            round++;
        }

        /** What the owners returned that still count. */
        Iterable<Cell> returned() {
            return () -> Arrays.stream(returned).filter(Objects::nonNull).iterator();
        }

        /** Whether this owner is known to lack some of the merge. Stand-ins are never repaired: they own nothing. */
        boolean lacks(int rank) {
            Cell cell = rank < returned.length ? returned[rank] : null;
            return cell != null && cell != merged && !cell.equals(merged);
        }

        /** Owners among those that answered, as far as the request asks for copies. */
        int owners() {
            return returned.length;
        }
    }
}
