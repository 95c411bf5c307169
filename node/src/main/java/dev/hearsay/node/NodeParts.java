package dev.hearsay.node;

import dev.hearsay.api.MemberId;
import dev.hearsay.api.Topology;
import dev.hearsay.api.rule.Versioning;
import dev.hearsay.node.wiring.NodeSettings;
import java.util.function.Function;

/** What all parts of one node share. */
record NodeParts(
        MemberId self,
        NodeSettings settings,
        NodePorts ports,
        Versioning versioning,
        Function<Topology, View> views,
        NodeListener listener) {
    /** What concerns the node as a whole, and not a part of the ring, is the first lane's. */
    boolean leads() {
        return ports.arc().isFirst();
    }
}
