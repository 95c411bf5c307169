package dev.hearsay.observer.run;

import dev.hearsay.api.port.Environment;
import dev.hearsay.api.port.StorageEngine;
import dev.hearsay.api.port.Transport;
import dev.hearsay.node.NodePorts;
import dev.hearsay.transport.inmem.sim.SimulatedHost;

/** The world of one life of one node: its host, and the disk of that host. */
record HostPorts(SimulatedHost host, StorageEngine storage) implements NodePorts {
    @Override
    public Environment environment(String component) {
        return host.environment(component);
    }

    @Override
    public Transport transport() {
        return host.transport();
    }
}
