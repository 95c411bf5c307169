package dev.hearsay.observer.measure;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;

/** The state of all replicas at one instant, as nobody inside the system can see it. */
@FunctionalInterface
public interface ReplicaView {
    /** Visits every owner of the key, in the order of its preference list. */
    void cells(Key key, Visitor visitor);

    @FunctionalInterface
    interface Visitor {
        /** @param cell what the owner holds, the empty cell if nothing; null if the owner is down */
        void visit(MemberId owner, Cell cell);
    }
}
