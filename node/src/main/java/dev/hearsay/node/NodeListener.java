package dev.hearsay.node;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Dot;
import dev.hearsay.api.Key;
import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.protocol.ReconcileOutcome;
import dev.hearsay.api.request.ClientRequest;
import dev.hearsay.api.request.Outcome;

/**
 * Watches a node from outside, as the laboratory does in simulation. Called on the node's lane, after the fact; it must not act
 * on the node. Times are the node's {@code nanoTime}.
 */
public interface NodeListener {
    NodeListener NONE = new NodeListener() {};

    /** Tells both, the first one first. */
    static NodeListener both(NodeListener first, NodeListener second) {
        return new BothListeners(first, second);
    }

    /** A write got its name at its coordinator and is about to be sent to replicas. */
    default void minted(MemberId node, long request, Key key, Dot dot, long nanos) {}

    /** A write has W acknowledgements: it is committed. */
    default void committed(MemberId node, long request, Key key, long nanos) {}

    /**
     * A client was answered: by the coordinator, or by a node that refused to be it.
     *
     * @param nanos how long it took; 0 if the operation was not begun
     */
    default void answered(MemberId node, ClientRequest request, Outcome outcome, long nanos) {}

    /** A request is about to be refused because this limit is reached. */
    default void overloaded(MemberId node, Overload limit) {}

    /** A replica's cell of a key changed, whatever brought it. */
    default void stored(MemberId node, Key key, Cell after, long nanos) {}

    /**
     * What was put is on the disk, and is acknowledged.
     *
     * @param nanos how long the acknowledgement waited for it
     */
    default void synced(MemberId node, long nanos) {}

    /** A stand-in took a write for an owner that does not answer. */
    default void hinted(MemberId node, MemberId owner, Key key) {}

    /** A hint reached its owner, or after a long time another owner in its place, and was deleted. */
    default void handedOff(MemberId node, MemberId owner, Key key) {}

    /** A hint was not taken, because the limit is reached, or its record was damaged. Anti-entropy has to do its work. */
    default void hintDropped(MemberId node, MemberId owner, Key key) {}

    /** A read found a replica that lacked something and sent it the merge. */
    default void readRepaired(MemberId node, MemberId replica, Key key) {}

    /** Anti-entropy sent a cell to a peer. */
    default void offered(MemberId node, MemberId peer, Key key) {}

    default void reconciled(MemberId node, MemberId peer, int partition, ReconcileOutcome outcome) {}

    /** The node changed its mind about whether a peer answers. */
    default void suspected(MemberId node, MemberId peer, boolean suspected, long nanos) {}

    /** A node was not a member, or another incarnation of it was, and now is. */
    default void joined(MemberId node, Member peer) {}

    default void left(MemberId node, MemberId peer) {}

    /** A peer said that it stops; it is suspected from now on. */
    default void farewell(MemberId node, MemberId peer) {}

    /** A client wrote a value larger than {@code limits.value-warn}. */
    default void large(MemberId node, int bytes) {}

    /** A client's write left more siblings than {@code limits.siblings-warn}. */
    default void crowded(MemberId node, int siblings) {}

    /** The cluster knows this name under that incarnation, which is higher, or has it gone: the node has stopped. */
    default void superseded(MemberId node, long incarnation, long nanos) {}
}
