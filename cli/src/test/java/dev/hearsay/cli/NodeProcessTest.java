package dev.hearsay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.hearsay.api.Address;
import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Value;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.client.HearsayClient;
import dev.hearsay.node.wiring.HearsayConfig;
import dev.hearsay.node.wiring.Plugins;
import dev.hearsay.testkit.transport.RealTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes as their processes run them, over TCP on this machine. */
class NodeProcessTest {
    private static final Key CART = Key.of("cart");
    private static final String QUICK = "hearsay { membership.gossip.interval = 50ms, quorum.timeout = 10s }\n";

    @TempDir
    Path folder;

    private final List<NodeProcess> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(NodeProcess::close);
    }

    private NodeProcess start(String more) {
        ClassLoader loader = NodeProcessTest.class.getClassLoader();
        String seeds =
                nodes.isEmpty() ? "" : "hearsay.node.seeds = [\"" + nodes.get(0).address() + "\"]\n";
        String config = QUICK + "hearsay.node.listen = \"127.0.0.1:0\"\n" + seeds + more;
        NodeProcess node =
                NodeProcess.start(HearsayConfig.load(ConfigFactory.parseString(config), Plugins.find(loader), loader));
        nodes.add(node);
        return node;
    }

    private HearsayClient client() {
        return HearsayClient.connect(
                "hearsay", nodes.stream().map(NodeProcess::address).toList());
    }

    private static boolean isDone(HearsayClient client, RequestOptions options) {
        return client.putAsync(CART, Value.of("milk"), Context.NONE, options).join() instanceof Outcome.Done;
    }

    @Test
    void threeThatKnowOneOfThemBecomeACluster() {
        start("");
        start("");
        start("");
        try (HearsayClient client = client()) {
            assertThat(RealTime.await(() -> isDone(client, RequestOptions.quorum(3, 0, 3))))
                    .isTrue();
            Outcome.Done read = (Outcome.Done) client.get(CART);
            assertThat(read.reading().values()).contains(Value.of("milk"));
            assertThat(client.put(CART, Value.of("bread"), read.reading().context()))
                    .isInstanceOf(Outcome.Done.class);
            for (int i = 0; i < 3; i++) {
                assertThat(((Outcome.Done) client.get(CART)).reading().values())
                        .as("whichever node is asked")
                        .containsExactly(Value.of("bread"));
            }
        }
    }

    @Test
    void anyNodeTellsTheRingAndWhatItSeesOfTheOthers() {
        start("");
        start("");
        start("");
        try (HearsayClient client = client()) {
            assertThat(RealTime.await(() -> nodes.stream()
                            .allMatch(node -> client.status(node.address())
                                            .map(status -> status.peers().size())
                                            .orElse(0)
                                    == 2)))
                    .isTrue();
            var ring = client.ring().orElseThrow();
            assertThat(ring.members()).hasSize(3);
            assertThat(ring.copies()).isEqualTo(3);
            assertThat(ring.partitions())
                    .allMatch(partition -> partition.owners().size() == 3);
            for (NodeProcess node : nodes) {
                var status = client.status(node.address()).orElseThrow();
                assertThat(status.address()).isEqualTo(node.address());
                assertThat(status.partitions()).isEqualTo(ring.partitions().size());
                assertThat(status.partitionsOwned()).isEqualTo(status.partitions());
            }
            assertThat(client.status(new Address("127.0.0.1", 1))).isEmpty();
        }
    }

    @Test
    void oneThatIsAloneRefusesWhatItCannotKeep() {
        start("");
        try (HearsayClient client = client()) {
            assertThat(client.put(CART, Value.of("milk"), Context.NONE))
                    .isEqualTo(new Outcome.Refused(Outcome.Reason.IMPOSSIBLE_QUORUM));
        }
    }

    @Test
    void whoeverWantsOtherCopiesDoesNotJoin() {
        start("");
        start("hearsay.quorum { n = 2, r = 1, w = 1 }");
        try (HearsayClient client = client()) {
            for (int i = 0; i < 40; i++) {
                assertThat(isDone(client, RequestOptions.quorum(2, 0, 2))).isFalse();
            }
        }
    }

    @Test
    void aPortThatIsTakenAndAnAddressThatIsNone() {
        Address taken = start("").address();
        assertThatThrownBy(() -> start("hearsay.node.listen = \"" + taken + "\""))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cannot listen at " + taken);
        assertThatThrownBy(() -> start("hearsay.node.listen = somewhere"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("hearsay.node.listen: somewhere is no address; write host:port");
    }

    private String onDisk(String name) {
        return "hearsay { storage.use = rocksdb, quorum { n = 1, r = 1, w = 1, durability = disk }, node { name = "
                + name + ", data = \"" + folder.resolve("data") + "\" } }\n";
    }

    @Test
    void whatIsOnDiskIsThereWhenTheNodeComesBackAsAnotherIncarnation() {
        NodeProcess first = start(onDisk("one"));
        Context seen;
        try (HearsayClient client = client()) {
            Outcome.Done put = (Outcome.Done) client.put(CART, Value.of("milk"), Context.NONE);
            assertThat(put.written().actor()).isEqualTo(new MemberId("one", 1));
            seen = put.reading().context();
        }
        assertThatThrownBy(() -> start(onDisk("one")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("another process uses the data folder");
        first.close();
        nodes.clear();
        assertThatThrownBy(() -> start(onDisk("two")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("this is the data of the name one, and this node's name is two");
        assertThatThrownBy(() -> start(onDisk("one") + "hearsay.node.cluster = shop"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("this is the data of the cluster hearsay, and this node's cluster is shop");
        start(onDisk("one"));
        try (HearsayClient client = client()) {
            assertThat(((Outcome.Done) client.get(CART)).reading().values()).containsExactly(Value.of("milk"));
            Outcome.Done put = (Outcome.Done) client.put(CART, Value.of("bread"), seen);
            assertThat(put.written().actor()).isEqualTo(new MemberId("one", 2));
            assertThat(((Outcome.Done) client.get(CART)).reading().values()).containsExactly(Value.of("bread"));
        }
    }

    @Test
    void aDamagedIdentityIsSaidSo() throws IOException {
        start(onDisk("one")).close();
        nodes.clear();
        Files.writeString(folder.resolve("data/identity.conf"), "format = ");
        assertThatThrownBy(() -> start(onDisk("one")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("identity.conf is damaged");
    }

    @Test
    void aBenchWritesItsKeysCountsWhatItDidAndPilesUpNoSiblings() throws InterruptedException {
        start("hearsay.quorum { n = 1, r = 1, w = 1 }");
        try (HearsayClient client = client()) {
            Bench bench = new Bench(client, new Bench.Settings(Mix.F, 4, 20, 0.99, 100, RequestOptions.DEFAULTS), 1);
            assertThat(bench.load(8).done()).isEqualTo(20);
            Tally tally = bench.measure(300_000_000);
            assertThat(tally.done()).isGreaterThan(20);
            assertThat(tally.notDone()).isZero();
            assertThat(tally.perSecond()).isGreaterThan(tally.done());
            for (int i = 0; i < 20; i++) {
                var values = ((Outcome.Done) client.get(Key.of("user" + i)))
                        .reading()
                        .values();
                assertThat(values).hasSizeBetween(1, 4).allMatch(value -> value.size() == 100);
            }
        }
    }

    @Test
    void aClosedClientSaysSo() {
        start("");
        HearsayClient client = client();
        client.close();
        assertThatThrownBy(() -> client.get(CART)).hasMessage("the client is closed");
    }
}
