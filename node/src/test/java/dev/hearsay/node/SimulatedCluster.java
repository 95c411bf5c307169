package dev.hearsay.node;

import com.typesafe.config.ConfigFactory;
import dev.hearsay.api.Address;
import dev.hearsay.api.Cell;
import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Topology;
import dev.hearsay.api.Value;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.port.StorageEngine;
import dev.hearsay.api.port.Transport;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.client.Client;
import dev.hearsay.client.ClientOptions;
import dev.hearsay.node.wiring.HearsayConfig;
import dev.hearsay.node.wiring.Plugins;
import dev.hearsay.transport.inmem.sim.NetworkOptions;
import dev.hearsay.transport.inmem.sim.SimulatedHost;
import dev.hearsay.transport.inmem.sim.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A cluster in virtual time, and one client that asks the node it is told to. */
final class SimulatedCluster {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    final Simulation simulation;
    final NodeFactory factory;
    final Topology founders;
    final Map<String, Node> nodes = new TreeMap<>();
    final Map<String, DamageableEngine> disks = new TreeMap<>();
    private final NodeListener listener;
    private final Client client;
    private Address coordinator;

    SimulatedCluster(int size, String config, NetworkOptions network) {
        this(size, config, network, NodeListener.NONE);
    }

    SimulatedCluster(int size, String config, NetworkOptions network, NodeListener listener) {
        this.listener = listener;
        ClassLoader loader = SimulatedCluster.class.getClassLoader();
        factory = NodeFactory.of(HearsayConfig.load(ConfigFactory.parseString(config), Plugins.find(loader), loader));
        simulation = new Simulation(1, network);
        List<Address> addresses = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            addresses.add(new Address("node-" + i, 0));
        }
        founders = factory.founders(addresses, name -> simulation.streams().stream("tokens", name));
        founders.members().forEach(member -> start(member, founders));
        coordinator = addresses.get(0);
        SimulatedHost own = simulation.host(new Address("client", 0));
        client = new Client(
                own.environment("client"),
                own.transport(),
                own.address(),
                (key, request) -> coordinator,
                new ClientOptions(ClientOptions.idsOf(1), PATIENCE, Duration.ZERO, 1000));
    }

    private void start(Member member, Topology known) {
        SimulatedHost host = simulation.host(member.address());
        NodePorts ports = new NodePorts() {
            @Override
            public Environment environment(String component) {
                return host.environment(component);
            }

            @Override
            public Transport transport() {
                return host.transport();
            }

            @Override
            public StorageEngine storage() {
                return host.disk(() -> disk(member.id().name()));
            }
        };
        Node node = factory.create(member, known, ports, listener);
        nodes.put(member.id().name(), node);
        node.start();
    }

    /** A new one, in place of any that the name had. */
    private DamageableEngine disk(String name) {
        DamageableEngine disk = new DamageableEngine(factory.storage());
        disks.put(name, disk);
        return disk;
    }

    SimulatedHost host(String name) {
        return simulation.host(new Address(name, 0));
    }

    Node node(String name) {
        return nodes.get(name);
    }

    /** A new process on what the last one left. */
    void restart(String name) {
        host(name).restart();
        start(founders.byName(name).orElseThrow(), founders);
    }

    /** A new process with an empty disk: another incarnation. */
    void replace(String name) {
        host(name).restart();
        Member old = founders.byName(name).orElseThrow();
        Member next = new Member(
                new MemberId(name, old.id().incarnation() + 1),
                old.address(),
                Member.State.UP,
                1,
                old.tokens(),
                old.labels());
        start(next, founders.with(next));
    }

    /** A new process with an empty disk that knows nobody, and that the others know. */
    void replaceAlone(String name) {
        host(name).restart();
        Member old = founders.byName(name).orElseThrow();
        MemberId id = new MemberId(name, old.id().incarnation() + 1);
        Member next = Member.up(id, old.address(), old.tokens());
        start(next, new Topology(1, List.of(next)));
    }

    /** Another member, which knows the others; the topology that they come to. */
    Topology join(String name) {
        Address address = new Address(name, 0);
        Member member = factory.member(
                founders, new MemberId(name, 0), address, of -> simulation.streams().stream("tokens", of));
        Topology joined = founders.with(member);
        start(member, joined);
        return joined;
    }

    /** The preference list of a key, by name. */
    List<String> preferenceList(String key) {
        return preferenceList(founders, key);
    }

    List<String> preferenceList(Topology topology, String key) {
        var replicas = factory.view(topology).replicas(Key.of(key));
        List<String> names = new ArrayList<>();
        for (int rank = 0; rank < replicas.size(); rank++) {
            names.add(replicas.member(rank).name());
        }
        return names;
    }

    void ask(String node) {
        coordinator = new Address(node, 0);
    }

    Outcome get(String key) {
        return get(key, RequestOptions.DEFAULTS);
    }

    Outcome get(String key, RequestOptions options) {
        return answer(done -> client.get(Key.of(key), options, done));
    }

    Outcome put(String key, String value, Context context) {
        return put(key, value, context, RequestOptions.DEFAULTS);
    }

    Outcome put(String key, String value, Context context, RequestOptions options) {
        return answer(done -> client.put(Key.of(key), Value.of(value), context, options, done));
    }

    Outcome delete(String key, Context context) {
        return answer(done -> client.delete(Key.of(key), context, RequestOptions.DEFAULTS, done));
    }

    Client client() {
        return client;
    }

    private Outcome answer(Consumer<Consumer<Outcome>> question) {
        AtomicReference<Outcome> answer = new AtomicReference<>();
        question.accept(answer::set);
        simulation.runWhile(
                () -> answer.get() == null,
                simulation.nanoTime() + PATIENCE.multipliedBy(2).toNanos());
        return answer.get();
    }

    void pass(Duration time) {
        simulation.runUntil(simulation.nanoTime() + time.toNanos());
    }

    /** The values that a node keeps of a key as an owner. */
    List<String> held(String node, String key) {
        Cell cell = nodes.get(node).peek(Key.of(key));
        return factory.versioning().read(cell).values().stream()
                .map(Value::toString)
                .sorted()
                .toList();
    }
}
