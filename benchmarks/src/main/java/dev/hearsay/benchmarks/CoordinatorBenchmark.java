package dev.hearsay.benchmarks;

import dev.hearsay.api.Address;
import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Member;
import dev.hearsay.api.Topology;
import dev.hearsay.api.Value;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.port.StorageEngine;
import dev.hearsay.api.port.Transport;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.client.Client;
import dev.hearsay.client.ClientOptions;
import dev.hearsay.node.NodeFactory;
import dev.hearsay.node.NodeListener;
import dev.hearsay.node.NodePorts;
import dev.hearsay.transport.inmem.sim.LinkOptions;
import dev.hearsay.transport.inmem.sim.NetworkOptions;
import dev.hearsay.transport.inmem.sim.SimulatedHost;
import dev.hearsay.transport.inmem.sim.Simulation;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A get and a put of 1 KiB through coordinator and replicas: three nodes and a client in one JVM and in virtual time, over the in-memory
 * transport, with every message encoded and decoded. The cost is that of all four together.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CoordinatorBenchmark {
    private static final int KEYS = 1024;
    private static final NetworkOptions NETWORK = new NetworkOptions(LinkOptions.PERFECT, List.of(), true, true);

    @Param({"all", "quorum"})
    public String hedge;

    private final Key[] keys = new Key[KEYS];
    private final Context[] contexts = new Context[KEYS];
    private final Value value = Design.put(1).value();
    private Simulation simulation;
    private Client client;
    private Outcome answer;
    private int next;

    @Setup
    public void start() {
        NodeFactory factory = Design.factory("hearsay { membership.use = static, anti-entropy.use = none"
                + ", coordinator.hedge.ask = " + hedge + ", detector { use = timeout, timeout.timeout = 1h } }");
        simulation = new Simulation(1, NETWORK);
        Topology founders = Design.topology(factory, 3);
        for (Member member : founders.members()) {
            SimulatedHost host = simulation.host(member.address());
            factory.create(member, founders, new Ports(host, factory.storage()), NodeListener.NONE)
                    .start();
        }
        SimulatedHost own = simulation.host(new Address("client", 0));
        client = new Client(
                own.environment("client"),
                own.transport(),
                own.address(),
                (key, request) -> founders.members().get((int) (request % 3)).address(),
                ClientOptions.of(ClientOptions.idsOf(1)));
        for (int i = 0; i < KEYS; i++) {
            keys[i] = Key.of("user" + i);
            contexts[i] = Context.NONE;
            put();
        }
    }

    private record Ports(SimulatedHost host, StorageEngine storage) implements NodePorts {
        @Override
        public Environment environment(String component) {
            return host.environment(component);
        }

        @Override
        public Transport transport() {
            return host.transport();
        }

        @Override
        public boolean mayComeBackTheSame() {
            return false;
        }
    }

    private Outcome.Done await() {
        simulation.runWhile(() -> answer == null, simulation.nanoTime() + TimeUnit.SECONDS.toNanos(5));
        Outcome.Done done = (Outcome.Done) answer;
        answer = null;
        return done;
    }

    @Benchmark
    public Outcome get() {
        client.get(keys[next++ & KEYS - 1], RequestOptions.DEFAULTS, outcome -> answer = outcome);
        return await();
    }

    @Benchmark
    public Outcome put() {
        int key = next++ & KEYS - 1;
        client.put(keys[key], value, contexts[key], RequestOptions.DEFAULTS, outcome -> answer = outcome);
        Outcome.Done done = await();
        contexts[key] = done.reading().context();
        return done;
    }
}
