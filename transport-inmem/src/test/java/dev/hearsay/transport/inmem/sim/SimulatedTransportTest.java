package dev.hearsay.transport.inmem.sim;

import dev.hearsay.api.Address;
import dev.hearsay.api.port.Transport;
import dev.hearsay.testkit.transport.Fabric;
import dev.hearsay.testkit.transport.TransportContract;
import java.time.Duration;
import java.util.function.BooleanSupplier;

class SimulatedTransportTest extends TransportContract {
    private static final Duration LONG = Duration.ofHours(1);

    @Override
    protected Fabric fabric() {
        return new Virtual(new Simulation(1, NetworkOptions.PERFECT));
    }

    private record Virtual(Simulation simulation) implements Fabric {
        @Override
        public Place place(String name) {
            return new Home(simulation.host(new Address(name, 0)));
        }

        @Override
        public Address nowhere() {
            return new Address("nowhere", 0);
        }

        @Override
        public boolean await(BooleanSupplier condition) {
            simulation.runWhile(() -> !condition.getAsBoolean(), simulation.nanoTime() + LONG.toNanos());
            return condition.getAsBoolean();
        }

        @Override
        public void close() {
            // Nothing goes on by itself.
        }
    }

    private record Home(SimulatedHost host) implements Fabric.Place {
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
            task.run();
        }
    }
}
