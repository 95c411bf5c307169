package dev.hearsay.node;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Dot;
import dev.hearsay.api.Key;
import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.protocol.ReconcileOutcome;
import dev.hearsay.api.request.ClientRequest;
import dev.hearsay.api.request.Outcome;

/** Tells two listeners, the first one first. */
record BothListeners(NodeListener first, NodeListener second) implements NodeListener {
    @Override
    public void minted(MemberId node, long request, Key key, Dot dot, long nanos) {
        first.minted(node, request, key, dot, nanos);
        second.minted(node, request, key, dot, nanos);
    }

    @Override
    public void committed(MemberId node, long request, Key key, long nanos) {
        first.committed(node, request, key, nanos);
        second.committed(node, request, key, nanos);
    }

    @Override
    public void answered(MemberId node, ClientRequest request, Outcome outcome, long nanos) {
        first.answered(node, request, outcome, nanos);
        second.answered(node, request, outcome, nanos);
    }

    @Override
    public void overloaded(MemberId node, Overload limit) {
        first.overloaded(node, limit);
        second.overloaded(node, limit);
    }

    @Override
    public void stored(MemberId node, Key key, Cell after, long nanos) {
        first.stored(node, key, after, nanos);
        second.stored(node, key, after, nanos);
    }

    @Override
    public void synced(MemberId node, long nanos) {
        first.synced(node, nanos);
        second.synced(node, nanos);
    }

    @Override
    public void hinted(MemberId node, MemberId owner, Key key) {
        first.hinted(node, owner, key);
        second.hinted(node, owner, key);
    }

    @Override
    public void handedOff(MemberId node, MemberId owner, Key key) {
        first.handedOff(node, owner, key);
        second.handedOff(node, owner, key);
    }

    @Override
    public void hintDropped(MemberId node, MemberId owner, Key key) {
        first.hintDropped(node, owner, key);
        second.hintDropped(node, owner, key);
    }

    @Override
    public void readRepaired(MemberId node, MemberId replica, Key key) {
        first.readRepaired(node, replica, key);
        second.readRepaired(node, replica, key);
    }

    @Override
    public void offered(MemberId node, MemberId peer, Key key) {
        first.offered(node, peer, key);
        second.offered(node, peer, key);
    }

    @Override
    public void reconciled(MemberId node, MemberId peer, int partition, ReconcileOutcome outcome) {
        first.reconciled(node, peer, partition, outcome);
        second.reconciled(node, peer, partition, outcome);
    }

    @Override
    public void suspected(MemberId node, MemberId peer, boolean suspected, long nanos) {
        first.suspected(node, peer, suspected, nanos);
        second.suspected(node, peer, suspected, nanos);
    }

    @Override
    public void joined(MemberId node, Member peer) {
        first.joined(node, peer);
        second.joined(node, peer);
    }

    @Override
    public void left(MemberId node, MemberId peer) {
        first.left(node, peer);
        second.left(node, peer);
    }

    @Override
    public void farewell(MemberId node, MemberId peer) {
        first.farewell(node, peer);
        second.farewell(node, peer);
    }

    @Override
    public void large(MemberId node, int bytes) {
        first.large(node, bytes);
        second.large(node, bytes);
    }

    @Override
    public void crowded(MemberId node, int siblings) {
        first.crowded(node, siblings);
        second.crowded(node, siblings);
    }

    @Override
    public void superseded(MemberId node, long incarnation, long nanos) {
        first.superseded(node, incarnation, nanos);
        second.superseded(node, incarnation, nanos);
    }
}
