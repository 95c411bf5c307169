package dev.hearsay.transport.inmem.realtime;

import dev.hearsay.api.Address;
import dev.hearsay.api.port.Transport;
import dev.hearsay.testkit.transport.Fabric;
import dev.hearsay.testkit.transport.RealTime;
import dev.hearsay.testkit.transport.TransportContract;
import java.util.function.BooleanSupplier;

class LiveTransportTest extends TransportContract {
    @Override
    protected Fabric fabric() {
        return new Live(new LiveNetwork());
    }

    private record Live(LiveNetwork network) implements Fabric {
        @Override
        public Place place(String name) {
            return new Home(network.host(new Address(name, 0)));
        }

        @Override
        public Address nowhere() {
            return new Address("nowhere", 0);
        }

        @Override
        public boolean await(BooleanSupplier condition) {
            return RealTime.await(condition);
        }

        @Override
        public void close() {
            network.close();
        }
    }

    private record Home(LiveHost host) implements Fabric.Place {
        @Override
        public Address address() {
            return host.address();
        }

        @Override
        public Transport transport() {
            return host.transport();
        }

        @Override
        public void run(Runnable task) {
            RealTime.run(host::run, task);
        }
    }
}
