package dev.hearsay.node;

import dev.hearsay.api.Address;
import dev.hearsay.api.Arc;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.port.StorageEngine;
import dev.hearsay.api.port.Transport;
import java.util.List;

/** The world, as one life of one node finds it. All of it belongs to one lane. */
public interface NodePorts {
    /** Time, timers and the random stream of one component of the node. */
    Environment environment(String component);

    Transport transport();

    /** Where somebody may listen who knows the cluster; asked besides the members that are known. */
    default List<Address> seeds() {
        return List.of();
    }

    /**
     * Whether the next life of this member may have the same incarnation. Then it has to know which writes this one named; a life that is
     * somebody else's cannot name a write alike.
     */
    default boolean mayComeBackTheSame() {
        return true;
    }

    /**
     * Whether this node has found its cluster, so that it may take requests: one that does not know the others places keys where nobody looks
     * for them.
     *
     * @param members that it knows, itself among them
     */
    default boolean mayServe(int members) {
        return true;
    }

    /** What this lane answers for: the whole ring, unless the node has several lanes ({@link Lanes}). */
    default Arc arc() {
        return Arc.RING;
    }

    /** How late this lane is with its work, for some time on end; time that nobody else uses up is never late. */
    default long latenessNanos() {
        return 0;
    }

    /** Opened already; the node does not close it. */
    StorageEngine storage();
}
