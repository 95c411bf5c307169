package dev.hearsay.observer.run;

import dev.hearsay.api.Address;
import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Topology;
import dev.hearsay.api.rule.ReplicaSet;
import dev.hearsay.node.Node;
import dev.hearsay.node.NodeFactory;
import dev.hearsay.node.NodeListener;
import dev.hearsay.node.View;
import dev.hearsay.observer.condition.FaultKind;
import dev.hearsay.observer.condition.FaultTarget;
import dev.hearsay.observer.measure.Outages;
import dev.hearsay.observer.measure.ReplicaView;
import dev.hearsay.transport.inmem.sim.SimulatedHost;
import dev.hearsay.transport.inmem.sim.Simulation;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The nodes of one run, numbered from 0, seen from outside: what befalls them, who is up, what they hold. */
final class Cluster implements FaultTarget, ReplicaView {
    /** How the names of clients begin. */
    static final String CLIENT = "client-";

    private final Simulation simulation;
    private final NodeFactory factory;
    private final Address[] addresses;
    private final SimulatedHost[] hosts;
    private final Node[] nodes;
    private final FaultKind[] stopped;
    private final Map<MemberId, Integer> numbers = new HashMap<>();
    private NodeListener listener = NodeListener.NONE;
    private Outages outages = Outages.UNHEARD;
    private View view;
    /** The preference lists as numbers of nodes, by partition, as far as they were asked for. */
    private int[][] preferred = new int[0][];

    Cluster(Simulation simulation, NodeFactory factory, int size) {
        this.simulation = simulation;
        this.factory = factory;
        this.addresses = new Address[size];
        this.hosts = new SimulatedHost[size];
        this.nodes = new Node[size];
        this.stopped = new FaultKind[size];
        for (int i = 0; i < size; i++) {
            addresses[i] = new Address(name(i, size), 0);
        }
        follow(factory.founders(List.of(addresses), this::tokens));
        for (int i = 0; i < size; i++) {
            // The very objects of the view, which another run may have made: looked up for every message, they are
            // found sooner.
            addresses[i] = self(i).address();
            hosts[i] = simulation.host(addresses[i]);
        }
    }

    static List<String> names(int size) {
        return IntStream.range(0, size).mapToObj(node -> name(node, size)).toList();
    }

    /** Names of one length, so that their order is that of the numbers. */
    static String name(int node, int size) {
        String number = Integer.toString(node);
        return "node-" + "0".repeat(Integer.toString(size - 1).length() - number.length()) + number;
    }

    private RandomGenerator tokens(String name) {
        return simulation.streams().stream("tokens", name);
    }

    private void follow(Topology topology) {
        view = factory.view(topology);
        preferred = new int[view.placement().partitions()][];
        for (int i = 0; i < addresses.length; i++) {
            numbers.put(topology.byName(addresses[i].host()).orElseThrow().id(), i);
        }
    }

    /**
     * Starts all nodes at this instant.
     *
     * @param powerMayFail whether disks are to remember what a power cut would take
     */
    void start(NodeListener nodeListener, Outages nodeOutages, boolean powerMayFail) {
        listener = nodeListener;
        outages = nodeOutages;
        for (int i = 0; powerMayFail && i < hosts.length; i++) {
            hosts[i].journalDisk();
        }
        for (int i = 0; i < nodes.length; i++) {
            begin(i, self(i));
        }
    }

    private Member self(int node) {
        return view.topology().byName(addresses[node].host()).orElseThrow();
    }

    private void begin(int node, Member self) {
        HostPorts ports = new HostPorts(hosts[node], hosts[node].disk(factory::storage));
        nodes[node] = factory.create(self, view.topology(), ports, listener);
        nodes[node].start();
    }

    long nanoTime() {
        return simulation.nanoTime();
    }

    /** The run's stream of that name. */
    RandomGenerator stream(String purpose, String identity) {
        return simulation.streams().stream("laboratory", purpose, identity);
    }

    Address address(int node) {
        return addresses[node];
    }

    /** The preference list of a key: who owns it, then who stands in. */
    int[] preferenceList(Key key) {
        int partition = view.placement().partitionOf(key.token());
        int[] list = preferred[partition];
        if (list == null) {
            ReplicaSet replicas = view.placement().replicas(partition);
            list = new int[replicas.size()];
            for (int rank = 0; rank < list.length; rank++) {
                list[rank] = numbers.get(replicas.member(rank));
            }
            preferred[partition] = list;
        }
        return list;
    }

    /** How many of a key's preference list own it. */
    int owners() {
        return Math.min(factory.settings().quorum().n(), addresses.length);
    }

    @Override
    public void cells(Key key, Visitor visitor) {
        ReplicaSet replicas = view.replicas(key);
        for (int rank = 0; rank < replicas.primaries(); rank++) {
            MemberId owner = replicas.member(rank);
            int node = numbers.get(owner);
            Cell cell = stopped[node] != null && stopped[node] != FaultKind.PAUSE ? null : nodes[node].peek(key);
            visitor.visit(owner, cell);
        }
    }

    /** Hints that wait on all nodes together. */
    int hintsWaiting() {
        int waiting = 0;
        for (Node node : nodes) {
            waiting += node.hintsWaiting();
        }
        return waiting;
    }

    @Override
    public int nodes() {
        return nodes.length;
    }

    @Override
    public boolean isUp(int node) {
        return stopped[node] == null;
    }

    @Override
    public void pause(int node) {
        stopped[node] = FaultKind.PAUSE;
        hosts[node].pause();
        outages.down(addresses[node].host(), false, nanoTime());
    }

    @Override
    public void resume(int node) {
        stopped[node] = null;
        hosts[node].resume();
        outages.up(addresses[node].host(), nanoTime());
    }

    @Override
    public void crash(int node, FaultKind kind) {
        stopped[node] = kind;
        switch (kind) {
            case CRASH_UNSYNCED -> hosts[node].crashUnsynced();
            case WIPE -> hosts[node].wipe();
            default -> hosts[node].crash();
        }
        outages.down(addresses[node].host(), true, nanoTime());
    }

    @Override
    public void restart(int node) {
        boolean lostItsDisk = stopped[node] == FaultKind.WIPE;
        stopped[node] = null;
        hosts[node].restart();
        if (lostItsDisk) {
            Member before = self(node);
            Member reborn = factory.member(
                    view.topology(),
                    new MemberId(before.id().name(), before.id().incarnation() + 1),
                    addresses[node],
                    this::tokens);
            follow(view.topology().with(reborn));
        }
        begin(node, self(node));
        outages.up(addresses[node].host(), nanoTime());
    }

    @Override
    public void partition(List<List<Integer>> sides, boolean oneWay) {
        for (int from = 0; from < sides.size(); from++) {
            for (int to = 0; to < sides.size(); to++) {
                if (from != to && (from == 0 || !oneWay)) {
                    cut(sides.get(from), sides.get(to));
                }
            }
        }
    }

    private void cut(List<Integer> from, List<Integer> to) {
        for (int sender : from) {
            for (int receiver : to) {
                simulation.network().cut(addresses[sender], addresses[receiver]);
            }
        }
    }

    @Override
    public void heal() {
        simulation.network().heal();
    }

    @Override
    public void clockOffset(int node, Duration offset) {
        hosts[node].clockOffset(offset);
    }

    @Override
    public void syncDelay(int node, Duration delay) {
        long nanos = delay.toNanos();
        hosts[node].disk(factory::storage).syncDelay(identity -> nanos);
    }

    @Override
    public void after(long delayNanos, Runnable task) {
        simulation.at(simulation.nanoTime() + delayNanos, task);
    }
}
