package dev.hearsay.transport.tcp;

import dev.hearsay.testkit.transport.Fabric;
import dev.hearsay.testkit.transport.TransportContract;

class TcpTransportTest extends TransportContract {
    @Override
    protected Fabric fabric() {
        return new Loopback();
    }
}
