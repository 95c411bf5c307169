package dev.hearsay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.hearsay.api.Address;
import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Value;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.client.HearsayClient;
import dev.hearsay.node.wiring.HearsayConfig;
import dev.hearsay.node.wiring.Plugins;
import dev.hearsay.testkit.transport.RealTime;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes as their processes run them, over TCP on this machine. */
class NodeProcessTest {
    private static final Key CART = Key.of("cart");
    private static final String QUICK =
            "hearsay { membership.gossip.interval = 50ms, quorum.timeout = 10s, coordinator.max-lateness = 60s }\n";

    @TempDir
    Path folder;

    private final List<NodeProcess> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(NodeProcess::close);
    }

    static HearsayConfig config(String more) {
        ClassLoader loader = NodeProcessTest.class.getClassLoader();
        return HearsayConfig.load(ConfigFactory.parseString(QUICK + more), Plugins.find(loader), loader);
    }

    private NodeProcess start(String more) {
        String seeds =
                nodes.isEmpty() ? "" : "hearsay.node.seeds = [\"" + nodes.get(0).address() + "\"]\n";
        NodeProcess node = NodeProcess.start(config("hearsay.node.listen = \"127.0.0.1:0\"\n" + seeds + more));
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

    private static final String ONE_COPY = "hearsay.quorum { n = 1, r = 1, w = 1 }\n";

    private static Outcome putTo(NodeProcess node) {
        try (OneNode client = OneNode.ask(node.address())) {
            return client.put("milk", RequestOptions.DEFAULTS).join();
        }
    }

    @Test
    void oneThatHasNotFoundItsClusterKeepsNothingForItself() {
        NodeProcess lost = start(ONE_COPY + "hearsay.node.seeds = [\"127.0.0.1:1\"]");
        assertThat(putTo(lost)).isEqualTo(new Outcome.Refused(Outcome.Reason.OVERLOADED));
        assertThat(lost.isServing()).isFalse();
    }

    @Test
    void aSeedBeginsAClusterWhenTheOtherSeedsAreNotThere() throws IOException {
        String listen = NodeLifeTest.freeAddress();
        NodeProcess first = start(ONE_COPY + "hearsay.node { listen = \"" + listen + "\", seeds = [\"" + listen
                + "\", \"127.0.0.1:1\"] }");
        assertThat(RealTime.await(() -> putTo(first) instanceof Outcome.Done)).isTrue();
    }

    @Test
    void aNodeThatComesBackKnowsTheRingBeforeItHasReachedAnybody() throws IOException {
        NodeProcess one = start(ONE_COPY);
        NodeProcess two = start(onDisk("two"));
        assertThat(RealTime.await(() -> two.knows(one.id()) && one.knows(two.id())))
                .isTrue();
        two.close();
        one.close();
        nodes.clear();
        NodeProcess again = start(onDisk("two"));
        assertThat(again.knows(one.id())).isTrue();
        assertThat(again.knows(again.id())).isTrue();
        assertThat(again.knows(two.id())).isFalse();
        again.close();
        nodes.clear();
        Path ring = folder.resolve("data/ring");
        byte[] bytes = Files.readAllBytes(ring);
        bytes[bytes.length / 2]++;
        Files.write(ring, bytes);
        assertThat(start(onDisk("two")).knows(one.id()))
                .as("a damaged ring is done without")
                .isFalse();
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
        long incarnation;
        try (HearsayClient client = client()) {
            Outcome.Done put = (Outcome.Done) client.put(CART, Value.of("milk"), Context.NONE);
            incarnation = put.written().actor().incarnation();
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
            assertThat(put.written().actor().name()).isEqualTo("one");
            assertThat(put.written().actor().incarnation()).isGreaterThan(incarnation);
            assertThat(((Outcome.Done) client.get(CART)).reading().values()).containsExactly(Value.of("bread"));
        }
    }

    private static long incarnation(NodeProcess node) {
        return node.id().incarnation();
    }

    /** One that was never ready would leave no folder. */
    private NodeProcess again(NodeProcess node, Runnable meanwhile) {
        node.ready().exceptionally(why -> null).join();
        node.close();
        nodes.remove(node);
        meanwhile.run();
        return start(onDisk("two"));
    }

    @Test
    void aNodeThatWasWipedIsAnotherIncarnationAlthoughItsFolderForgotTheOthers() {
        NodeProcess first = start(onDisk("two"));
        NodeProcess second = again(first, () -> {});
        NodeProcess third = again(second, this::wipe);
        assertThat(incarnation(second)).isGreaterThan(incarnation(first));
        assertThat(incarnation(third)).isGreaterThan(incarnation(second));
    }

    private void wipe() {
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void clockWasAhead(long incarnation) {
        try {
            Path identity = folder.resolve("data/identity.conf");
            Files.writeString(
                    identity,
                    Files.readString(identity).replaceFirst("incarnation ?[=:] ?\\d+", "incarnation=" + incarnation));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one case that the wall clock does not cover: it was ahead, was put right, and the data is gone. */
    @Test
    void aNodeThatTheClusterKnowsUnderAHigherIncarnationEndsAndItsNextStartIsAboveIt() {
        start("hearsay.quorum { n = 1, r = 1, w = 1 }");
        long ahead = System.currentTimeMillis() + 86_400_000;
        NodeProcess early = again(start(onDisk("two")), () -> clockWasAhead(ahead));
        assertThat(incarnation(early)).isGreaterThan(ahead);
        try (HearsayClient client =
                HearsayClient.connect("hearsay", List.of(nodes.get(0).address()))) {
            assertThat(RealTime.await(() -> {
                        client.get(CART);
                        return nodes.get(0).knows(early.id());
                    }))
                    .isTrue();
        }
        NodeProcess late = again(early, this::wipe);
        assertThat(incarnation(late)).isLessThan(ahead);
        assertThatThrownBy(() -> late.over().get(60, TimeUnit.SECONDS))
                .hasMessageContaining("the cluster knows two under the incarnation " + incarnation(early));
        NodeProcess next = again(late, () -> {});
        assertThat(incarnation(next)).isGreaterThan(incarnation(early));
        assertThat(RealTime.await(() -> nodes.get(0).knows(next.id()))).isTrue();
    }

    @Test
    void dataOfAnotherFormatOrAnotherEngineIsRefused() throws IOException {
        start(onDisk("one")).close();
        nodes.clear();
        assertThatThrownBy(() ->
                        start("hearsay.storage.use = mvstore\n" + onDisk("one").replace("storage.use = rocksdb,", "")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "this is the data of the storage engine rocksdb, and this node's storage engine is mvstore");
        Path identity = folder.resolve("data/identity.conf");
        Files.writeString(identity, Files.readString(identity).replace("format=2", "format=1"));
        assertThatThrownBy(() -> start(onDisk("one")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "this data was written in format 1, and this version of Hearsay reads and writes format 2");
    }

    @Test
    void aNodeKeepsItsDataWithoutNativeCodeAsWell() {
        String config = onDisk("one").replace("rocksdb", "mvstore");
        start(config);
        try (HearsayClient client = client()) {
            assertThat(client.put(CART, Value.of("milk"), Context.NONE)).isInstanceOf(Outcome.Done.class);
        }
        nodes.get(0).close();
        nodes.clear();
        start(config);
        try (HearsayClient client = client()) {
            assertThat(((Outcome.Done) client.get(CART)).reading().values()).containsExactly(Value.of("milk"));
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
    void dataThatSaysNotWhoseItIsIsRefusedAndLeftAsItIs() throws IOException {
        start(onDisk("one")).close();
        nodes.clear();
        Path identity = folder.resolve("data/identity.conf");
        Files.delete(identity);
        assertThatThrownBy(() -> start(onDisk("one")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("there is data in " + folder.resolve("data/cells") + " and no " + identity);
        assertThat(identity).doesNotExist();
    }

    @Test
    void aClosedClientSaysSo() {
        start("");
        HearsayClient client = client();
        client.close();
        assertThatThrownBy(() -> client.get(CART)).hasMessage("the client is closed");
    }
}
