package dev.hearsay.node;

import dev.hearsay.api.port.Environment;
import dev.hearsay.api.port.StorageEngine;
import dev.hearsay.api.port.Transport;

/** The world, as one life of one node finds it. All of it belongs to one lane. */
public interface NodePorts {
    /** Time, timers and the random stream of one component of the node. */
    Environment environment(String component);

    Transport transport();

    /** Opened already; the node does not close it. */
    StorageEngine storage();
}
