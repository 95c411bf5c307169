package dev.hearsay.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Address;
import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.port.Sender;
import dev.hearsay.api.request.ClusterChannel;
import dev.hearsay.api.request.ClusterMessage;
import dev.hearsay.api.request.ClusterMessage.AskRing;
import dev.hearsay.api.request.ClusterMessage.AskStatus;
import dev.hearsay.api.request.ClusterMessage.RingIs;
import dev.hearsay.api.request.ClusterMessage.StatusIs;
import dev.hearsay.api.request.NodeStatus;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.Ring;
import dev.hearsay.api.request.Ring.RingPartition;
import dev.hearsay.transport.inmem.sim.Delay;
import dev.hearsay.transport.inmem.sim.LinkOptions;
import dev.hearsay.transport.inmem.sim.NetworkOptions;
import dev.hearsay.transport.inmem.sim.SimulatedHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a node says to whoever asks, on a cluster in virtual time whose messages are encoded on the way. */
class InformantTest {
    private static final NetworkOptions NETWORK = new NetworkOptions(
            new LinkOptions(Delay.parse("1ms + exponential(1ms)"), 0, 0, 0, true, 0), List.of(), true, true);

    private final List<ClusterMessage> answers = new ArrayList<>();

    private static SimulatedCluster cluster(String tokens) {
        return new SimulatedCluster(
                5,
                "hearsay { membership.use = static, partitioner.token-ring.tokens = " + tokens
                        + ", detector { use = timeout, timeout.timeout = 1h }"
                        + ", anti-entropy { interval = 10s }, hints.interval = 1h }",
                NETWORK);
    }

    private Sender<ClusterMessage> asker(SimulatedCluster cluster) {
        SimulatedHost host = cluster.host("somebody");
        Sender<ClusterMessage> sender =
                host.transport().open(ClusterChannel.CHANNEL, (from, message) -> answers.add(message));
        host.transport().start(new Address("somebody", 0));
        return sender;
    }

    private ClusterMessage ask(SimulatedCluster cluster, Sender<ClusterMessage> asker, ClusterMessage question) {
        answers.clear();
        asker.send(new Address("node-1", 0), question);
        cluster.pass(Duration.ofSeconds(1));
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).id()).isEqualTo(question.id());
        return answers.get(0);
    }

    @Test
    void theRingNamesTheOwnersOfEveryKeyAndIsToldOnce() {
        SimulatedCluster cluster = cluster("8");
        Sender<ClusterMessage> asker = asker(cluster);
        RingIs told = (RingIs) ask(cluster, asker, new AskRing(7, 0));
        Ring ring = told.ring();
        assertThat(ring.partitions()).hasSize(40);
        for (int i = 0; i < 200; i++) {
            Key key = Key.of("key-" + i);
            RingPartition partition = ring.partitions().stream()
                    .filter(candidate -> candidate.end().compareTo(key.token()) >= 0)
                    .findFirst()
                    .orElse(ring.partitions().get(0));
            List<Integer> list = new ArrayList<>(partition.owners());
            list.addAll(partition.standIns());
            assertThat(list.stream()
                            .map(number -> ring.members().get(number).id().name()))
                    .as(key.toString())
                    .containsExactlyElementsOf(cluster.preferenceList(key.toString()));
        }
        assertThat(ask(cluster, asker, new AskRing(8, told.digest()))).isEqualTo(new RingIs(8, told.digest(), null));
        assertThat(((RingIs) ask(cluster, asker, new AskRing(9, told.digest() + 1))).ring())
                .isEqualTo(ring);
    }

    /** 5 x 50,000 partitions of 21 bytes and more. */
    @Test
    void aRingThatDoesNotFitIntoAMessageIsToldWithoutItsPartitions() {
        SimulatedCluster cluster = cluster("50000");
        Ring ring = ((RingIs) ask(cluster, asker(cluster), new AskRing(1, 0))).ring();
        assertThat(ring.members()).hasSize(5);
        assertThat(ring.partitions()).isEmpty();
    }

    @Test
    void aNodeTellsHowManyKeysItKeepsAndHowFarTheyAreCompared() {
        SimulatedCluster cluster = cluster("8");
        for (int i = 0; i < 30; i++) {
            assertThat(cluster.put("key-" + i, "milk", Context.NONE)).isInstanceOf(Outcome.Done.class);
        }
        Sender<ClusterMessage> asker = asker(cluster);
        NodeStatus before = status(cluster, asker);
        assertThat(before.node().name()).isEqualTo("node-1");
        assertThat(before.peers()).hasSize(4).noneMatch(NodeStatus.Peer::suspected);
        assertThat(before.keys()).isBetween(1L, 30L);
        assertThat(before.partitionsOwned()).isBetween(1, before.partitions());
        assertThat(before.repair().pairs()).isPositive();
        cluster.pass(Duration.ofSeconds(30));
        NodeStatus.Repair after = status(cluster, asker).repair();
        assertThat(after.compared()).isEqualTo(after.pairs());
        assertThat(after.oldestPass()).isLessThan(Duration.ofSeconds(20));
        assertThat(after.inSync()).isGreaterThanOrEqualTo(after.pairs());
    }

    private NodeStatus status(SimulatedCluster cluster, Sender<ClusterMessage> asker) {
        return ((StatusIs) ask(cluster, asker, new AskStatus(3))).status();
    }
}
