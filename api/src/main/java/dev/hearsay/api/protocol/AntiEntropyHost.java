package dev.hearsay.api.protocol;

import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.port.CellVisitor;

/** What an anti-entropy protocol may do besides sending. */
public interface AntiEntropyHost extends Host<MemberId> {
    /**
     * Visits this node's cells of a partition in (token, key) order.
     *
     * @throws dev.hearsay.api.port.StorageException if they cannot be read now; nothing is to be concluded from those that were visited
     */
    void scan(int partition, CellVisitor visitor);

    /** Sends our cell of this key to the peer, who merges it. False: not now, or it is too large to be sent. */
    boolean offer(MemberId to, int partition, Key key);

    /** A reconciliation that the host asked for ended. */
    void reconciled(int partition, MemberId peer, ReconcileOutcome outcome);
}
