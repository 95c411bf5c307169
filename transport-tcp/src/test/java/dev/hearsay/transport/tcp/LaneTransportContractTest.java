package dev.hearsay.transport.tcp;

import dev.hearsay.testkit.transport.Fabric;
import dev.hearsay.testkit.transport.TransportContract;

/** What holds for a node of one lane holds for each of several. */
class LaneTransportContractTest extends TransportContract {
    @Override
    protected Fabric fabric() {
        return new LanedLoopback();
    }
}
