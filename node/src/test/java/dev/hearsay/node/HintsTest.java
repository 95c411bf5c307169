package dev.hearsay.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Address;
import dev.hearsay.api.Cell;
import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Mutation;
import dev.hearsay.api.Value;
import dev.hearsay.api.port.Sender;
import dev.hearsay.api.request.Durability;
import dev.hearsay.api.request.NodeStatus;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.api.rule.Event;
import dev.hearsay.node.message.ReplicaChannels;
import dev.hearsay.node.message.ReplicaMessage;
import dev.hearsay.transport.inmem.sim.Delay;
import dev.hearsay.transport.inmem.sim.DiskOptions;
import dev.hearsay.transport.inmem.sim.LinkOptions;
import dev.hearsay.transport.inmem.sim.NetworkOptions;
import dev.hearsay.transport.inmem.sim.SimulatedHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Writes for an owner that does not answer: kept by a stand-in, within bounds, until the owner has them. */
class HintsTest {
    private static final String LIVELY = "hearsay {"
            + " membership { use = gossip, gossip { interval = 200ms, fanout = 3 } }\n"
            + " partitioner.token-ring.tokens = 8\n"
            + " detector { use = timeout, timeout.timeout = 2s, judge-every = 200ms }\n"
            + " anti-entropy.use = none\n";
    private static final NetworkOptions NETWORK = new NetworkOptions(
            new LinkOptions(Delay.parse("1ms + exponential(1ms)"), 0, 0, 0, true, 0), List.of(), true, true);
    private static final Duration NOTICED = Duration.ofSeconds(4);
    private static final Duration DELIVERED = Duration.ofSeconds(10);

    private final List<Key> handedOff = new ArrayList<>();
    private final List<Key> dropped = new ArrayList<>();

    private SimulatedCluster cluster(String more) {
        return new SimulatedCluster(6, LIVELY + more + " }", NETWORK, new NodeListener() {
            @Override
            public void handedOff(MemberId node, MemberId owner, Key key) {
                handedOff.add(key);
            }

            @Override
            public void hintDropped(MemberId node, MemberId owner, Key key) {
                dropped.add(key);
            }
        });
    }

    private static int hints(SimulatedCluster cluster) {
        return cluster.nodes.values().stream().mapToInt(Node::hintsWaiting).sum();
    }

    private static long bytes(SimulatedCluster cluster) {
        return cluster.nodes.values().stream().mapToLong(Node::hintBytes).max().orElseThrow();
    }

    /** Writes {@code cart} while its third owner is down and known to be; the name of that owner. */
    private static String writeWithoutTheThirdOwner(SimulatedCluster cluster, Durability durability) {
        List<String> owners = cluster.preferenceList("cart");
        cluster.ask(owners.get(0));
        cluster.host(owners.get(2)).crash();
        cluster.pass(NOTICED);
        Outcome put = cluster.put("cart", "milk", Context.NONE, new RequestOptions(0, 0, 3, 0, durability));
        assertThat(put).isInstanceOf(Outcome.Done.class);
        assertThat(hints(cluster)).isEqualTo(1);
        return owners.get(2);
    }

    @Test
    void anOwnerThatComesBackGetsWhatWasKeptForItAndTheHintIsGone() {
        SimulatedCluster cluster = cluster("");
        String third = writeWithoutTheThirdOwner(cluster, Durability.MEMORY);
        cluster.pass(DELIVERED);
        assertThat(hints(cluster)).isEqualTo(1);
        assertStatusTellsOfTheHintFor(third, cluster);
        cluster.restart(third);
        cluster.pass(DELIVERED);
        assertThat(cluster.held(third, "cart")).containsExactly("milk");
        assertThat(handedOff).containsExactly(Key.of("cart"));
        assertThat(hints(cluster)).isZero();
        assertThat(bytes(cluster)).isZero();
    }

    @Test
    void anOwnerWhoseDiskTakesNothingIsAskedOnceATickAndTheHintIsKept() {
        SimulatedCluster cluster = cluster("");
        String third = writeWithoutTheThirdOwner(cluster, Durability.MEMORY);
        cluster.disks.get(third).full = true;
        cluster.restart(third);
        cluster.pass(DELIVERED);
        assertThat(hints(cluster)).isEqualTo(1);
        assertThat(cluster.simulation.network().counts().get("hints").messages())
                .as("a question and an answer at each tick, and no more")
                .isBetween(2L, 40L);
        cluster.disks.get(third).full = false;
        cluster.pass(DELIVERED);
        assertThat(cluster.held(third, "cart")).containsExactly("milk");
        assertThat(hints(cluster)).isZero();
    }

    private static Node keeper(SimulatedCluster cluster) {
        return cluster.nodes.values().stream()
                .filter(node -> node.hintsWaiting() == 1)
                .findFirst()
                .orElseThrow();
    }

    private static void assertStatusTellsOfTheHintFor(String owner, SimulatedCluster cluster) {
        Node keeper = keeper(cluster);
        assertThat(keeper.status().hints()).singleElement().satisfies(hints -> {
            assertThat(hints.owner().name()).isEqualTo(owner);
            assertThat(hints.count()).isEqualTo(1);
            assertThat(hints.bytes()).isPositive().isEqualTo(keeper.hintBytes());
            assertThat(hints.oldest()).isGreaterThanOrEqualTo(DELIVERED);
        });
        assertThat(keeper.status().peers())
                .filteredOn(peer -> peer.id().name().equals(owner))
                .allMatch(NodeStatus.Peer::suspected);
    }

    /** Its acknowledgements are lost: to deliver twice is harmless, to delete too early would not be. */
    @Test
    void aHintIsKeptUntilItsOwnerHasAcknowledgedIt() {
        SimulatedCluster cluster = cluster("");
        String third = writeWithoutTheThirdOwner(cluster, Durability.MEMORY);
        List<Address> all = cluster.nodes.keySet().stream()
                .map(name -> cluster.host(name).address())
                .toList();
        cluster.simulation.network().cut(List.of(cluster.host(third).address()), all);
        cluster.restart(third);
        cluster.pass(DELIVERED);
        assertThat(hints(cluster)).isEqualTo(1);
        cluster.simulation.network().heal();
        cluster.pass(DELIVERED);
        assertThat(hints(cluster)).isZero();
        assertThat(cluster.held(third, "cart")).containsExactly("milk");
    }

    /** Its disk has not synced when the power fails; the hint may be the only copy besides. */
    @Test
    void aHintIsKeptUntilItsOwnerHasItOnDisk() {
        SimulatedCluster cluster = cluster("");
        String third = writeWithoutTheThirdOwner(cluster, Durability.DISK);
        cluster.host(third).diskOptions(new DiskOptions(Delay.parse("3600s"), 1, true));
        cluster.restart(third);
        cluster.pass(Duration.ofSeconds(5));
        assertThat(cluster.held(third, "cart")).containsExactly("milk");
        assertThat(hints(cluster)).isEqualTo(1);
        cluster.host(third).crashUnsynced();
        cluster.host(third).diskOptions(DiskOptions.PERFECT.withJournal(true));
        cluster.restart(third);
        assertThat(cluster.held(third, "cart")).isEmpty();
        cluster.pass(DELIVERED);
        assertThat(cluster.held(third, "cart")).containsExactly("milk");
        assertThat(hints(cluster)).isZero();
    }

    @Test
    void aHintSurvivesTheStandIn() {
        SimulatedCluster cluster = cluster("");
        String third = writeWithoutTheThirdOwner(cluster, Durability.DISK);
        String standIn = keeper(cluster).id().name();
        cluster.host(standIn).crash();
        cluster.restart(standIn);
        assertThat(cluster.node(standIn).hintsWaiting()).isEqualTo(1);
        cluster.restart(third);
        cluster.pass(DELIVERED);
        assertThat(cluster.held(third, "cart")).containsExactly("milk");
    }

    @Test
    void beyondItsLimitAStandInRefusesAndAntiEntropyBringsTheRest() {
        SimulatedCluster cluster = cluster("hints.limit = 2000B, anti-entropy { use = merkle, interval = 20s }");
        List<String> owners = cluster.preferenceList("cart");
        String down = owners.get(0);
        cluster.host(down).crash();
        cluster.pass(NOTICED);
        cluster.ask(owners.get(1));
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String key = "cart " + i;
            if (cluster.preferenceList(key).subList(0, 3).contains(down)) {
                assertThat(cluster.put(key, "milk", Context.NONE)).isInstanceOf(Outcome.Done.class);
                written.add(key);
            }
            assertThat(bytes(cluster)).isLessThanOrEqualTo(2000);
        }
        assertThat(dropped).isNotEmpty();
        cluster.restart(down);
        cluster.pass(Duration.ofSeconds(90));
        assertThat(handedOff).isNotEmpty().hasSizeLessThan(written.size());
        for (String key : written) {
            assertThat(cluster.held(down, key)).as(key).containsExactly("milk");
        }
        assertThat(hints(cluster)).isZero();
    }

    @Test
    void aHintCountsWithWhatItTakesOfTheHeap() {
        SimulatedCluster cluster = cluster("");
        writeWithoutTheThirdOwner(cluster, Durability.MEMORY);
        assertThat(bytes(cluster)).isBetween(700L, 900L);
    }

    @Test
    void withoutDeliveryAHintStaysWhereItIs() {
        SimulatedCluster cluster = cluster("hints.deliver = false");
        String third = writeWithoutTheThirdOwner(cluster, Durability.MEMORY);
        cluster.restart(third);
        cluster.pass(DELIVERED);
        assertThat(cluster.held(third, "cart")).isEmpty();
        assertThat(hints(cluster)).isEqualTo(1);
    }

    /** A stand-in alone has the write. */
    private static void leaveAHint(SimulatedCluster cluster, String standIn, MemberId owner) {
        SimulatedHost stranger = cluster.simulation.host(new Address("stranger", 0));
        Event event = new Event(cluster.node(standIn).id(), "stranger", 0);
        Cell cell = cluster.factory
                .versioning()
                .write(cluster.factory.versioning().empty(), Context.NONE, Mutation.put(Value.of("milk")), event);
        stranger.transport()
                .open(ReplicaChannels.of(cluster.factory.versioning()).quorum(), (from, answer) -> {})
                .send(
                        cluster.host(standIn).address(),
                        new ReplicaMessage.Store(0, 0, 0, Key.of("cart"), cell, owner, Durability.MEMORY));
    }

    @Test
    void aHintTooOldGoesToAnotherOwnerIfItsOwnStaysAway() {
        SimulatedCluster cluster = cluster("hints.ttl = 30s");
        List<String> owners = cluster.preferenceList("cart");
        MemberId third = cluster.node(owners.get(2)).id();
        owners.subList(0, 3).forEach(owner -> cluster.host(owner).crash());
        cluster.pass(NOTICED);
        leaveAHint(cluster, owners.get(4), third);
        cluster.pass(Duration.ofSeconds(60));
        assertThat(hints(cluster)).as("while no owner answers it is kept").isEqualTo(1);
        cluster.restart(owners.get(1));
        cluster.pass(DELIVERED);
        assertThat(cluster.held(owners.get(1), "cart")).containsExactly("milk");
        assertThat(hints(cluster)).isZero();
        assertThat(dropped).isEmpty();
    }

    @Test
    void aHintForAnIncarnationThatIsOverGoesToTheNext() {
        SimulatedCluster cluster = cluster("");
        List<String> owners = cluster.preferenceList("cart");
        String third = owners.get(2);
        MemberId over = cluster.node(third).id();
        cluster.host(third).wipe();
        cluster.replace(third);
        cluster.pass(NOTICED);
        leaveAHint(cluster, owners.get(4), over);
        cluster.pass(DELIVERED);
        assertThat(cluster.held(third, "cart")).containsExactly("milk");
        assertThat(hints(cluster)).isZero();
    }

    /** Neither disk takes anything while the owner comes back as somebody else, and then the stand-in is killed. */
    @Test
    void aHintThatIsMovedIsNeverNowhere() {
        SimulatedCluster cluster = cluster("");
        String third = writeWithoutTheThirdOwner(cluster, Durability.MEMORY);
        String standIn = keeper(cluster).id().name();
        cluster.disks.get(standIn).full = true;
        cluster.host(third).wipe();
        cluster.replace(third);
        cluster.disks.get(third).full = true;
        cluster.pass(NOTICED);
        cluster.host(standIn).crash();
        cluster.restart(standIn);
        assertThat(cluster.node(standIn).hintsWaiting()).isEqualTo(1);
        cluster.disks.get(standIn).full = false;
        cluster.disks.get(third).full = false;
        cluster.pass(DELIVERED);
        assertThat(cluster.held(third, "cart")).containsExactly("milk");
        assertThat(hints(cluster)).isZero();
    }

    @Test
    void onlyItsOwnerCanAcknowledgeAHint() {
        SimulatedCluster cluster = cluster("");
        String third = writeWithoutTheThirdOwner(cluster, Durability.MEMORY);
        Address standIn = cluster.host(keeper(cluster).id().name()).address();
        cluster.disks.get(third).full = true;
        cluster.restart(third);
        cluster.pass(NOTICED);
        Sender<ReplicaMessage> stranger = cluster.simulation
                .host(new Address("stranger", 0))
                .transport()
                .open(ReplicaChannels.of(cluster.factory.versioning()).hints(), (from, answer) -> {});
        for (int delivery = 1; delivery < 100; delivery++) {
            stranger.send(standIn, new ReplicaMessage.Stored(delivery, 0, 0, true));
        }
        cluster.pass(DELIVERED);
        assertThat(hints(cluster)).isEqualTo(1);
    }
}
