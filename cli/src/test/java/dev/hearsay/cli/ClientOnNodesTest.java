package dev.hearsay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.typesafe.config.ConfigFactory;
import dev.hearsay.api.Address;
import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.Outcome.Reason;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.client.ClientSettings;
import dev.hearsay.client.HearsayClient;
import dev.hearsay.client.Updated;
import dev.hearsay.node.wiring.HearsayConfig;
import dev.hearsay.node.wiring.Plugins;
import dev.hearsay.testkit.transport.RealTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java client, and the commands that are made of it, against three nodes over TCP on this machine. */
class ClientOnNodesTest {
    private static final Key CART = Key.of("cart");
    private static final List<NodeProcess> NODES = new ArrayList<>();

    @BeforeAll
    static void threeNodes() {
        for (int i = 0; i < 3; i++) {
            NODES.add(start(NODES.isEmpty() ? "" : "\"" + NODES.get(0).address() + "\""));
        }
        try (HearsayClient client = client()) {
            assertThat(RealTime.await(() ->
                            client.put(Key.of("ready"), Value.of("yes"), Context.NONE, RequestOptions.quorum(3, 0, 3))
                                    instanceof Outcome.Done))
                    .isTrue();
            assertThat(RealTime.await(() -> NODES.stream().allMatch(node -> knowsAll(client, node))))
                    .isTrue();
        }
    }

    private static boolean knowsAll(HearsayClient client, NodeProcess node) {
        return client.status(node.address())
                        .map(status -> status.peers().size())
                        .orElse(0)
                == 2;
    }

    private static NodeProcess start(String seeds) {
        ClassLoader loader = ClientOnNodesTest.class.getClassLoader();
        String config =
                "hearsay { membership.gossip.interval = 50ms, quorum.timeout = 10s, coordinator.max-lateness = 60s, limits.value = 1KiB"
                        + ", node { listen = \"127.0.0.1:0\", seeds = [" + seeds + "] } }";
        return NodeProcess.start(HearsayConfig.load(ConfigFactory.parseString(config), Plugins.find(loader), loader));
    }

    @AfterAll
    static void stop() {
        NODES.forEach(NodeProcess::close);
        NODES.clear();
    }

    private static HearsayClient client() {
        return HearsayClient.connect("hearsay", List.of(NODES.get(0).address()));
    }

    private static List<Value> values(Outcome outcome) {
        return ((Outcome.Done) outcome).reading().values();
    }

    private static Context context(Outcome outcome) {
        return ((Outcome.Done) outcome).reading().context();
    }

    private static Shell hearsay(String... words) {
        List<Object> all = new ArrayList<>(List.of(words));
        all.add("--node");
        all.add(NODES.stream().map(node -> node.address().toString()).collect(Collectors.joining(",")));
        return Shell.hearsay(all.toArray());
    }

    private static void assertFailed(Shell run, int exit, String... parts) {
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.err()).hasLineCount(1).contains(parts);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void anUpdateResolvesTheSiblingsThatItReads() {
        Key key = Key.of("update");
        try (HearsayClient client = client()) {
            client.put(key, Value.of("milk"), Context.NONE);
            client.put(key, Value.of("bread"), Context.NONE);
            Updated both = client.update(key, ClientOnNodesTest::joined);
            assertThat(both.isDone()).isTrue();
            assertThat(both.isConcurrent()).isFalse();
            assertThat(both.value()).isEqualTo(Value.of("bread,milk"));
            assertThat(values(client.get(key))).containsExactly(Value.of("bread,milk"));
            assertThat(client.update(key, seen -> null).isDone()).isTrue();
            assertThat(values(client.get(key))).isEmpty();
            Updated nothing = client.update(key, seen -> null);
            assertThat(nothing.seen()).isEmpty();
            assertThat(nothing.isConcurrent()).isFalse();
        }
    }

    private static Value joined(List<Value> siblings) {
        return Value.of(siblings.stream().map(Value::toString).sorted().collect(Collectors.joining(",")));
    }

    @Test
    void whoWritesDuringAnUpdateIsNotOverwrittenAndTheResultSaysSo() {
        Key key = Key.of("concurrent");
        try (HearsayClient client = client();
                HearsayClient other = client()) {
            client.put(key, Value.of("milk"), Context.NONE);
            Updated update = client.update(key, seen -> {
                other.put(key, Value.of("eggs"), Context.NONE);
                return Value.of("bread");
            });
            assertThat(update.isDone()).isTrue();
            assertThat(update.isConcurrent()).isTrue();
            assertThat(values(client.get(key))).containsExactlyInAnyOrder(Value.of("bread"), Value.of("eggs"));
            CompletableFuture<Updated> resolved =
                    client.updateAsync(key, ClientOnNodesTest::joined, RequestOptions.DEFAULTS);
            assertThat(resolved.join().isConcurrent()).isFalse();
            assertThat(values(client.get(key))).containsExactly(Value.of("bread,eggs"));
        }
    }

    @Test
    void wrongInputIsATypedResult() {
        Key key = Key.of("wrong");
        Value milk = Value.of("milk");
        try (HearsayClient client = client()) {
            Context seen = context(client.put(key, milk, Context.NONE));
            Outcome bad = new Outcome.Refused(Reason.BAD_CONTEXT);
            assertThat(client.put(CART, milk, seen)).isEqualTo(bad);
            assertThat(client.delete(CART, Context.parse(seen.toString()))).isEqualTo(bad);
            assertThat(client.put(key, milk, Context.of(new byte[] {1, 2, 3}))).isEqualTo(bad);
            assertThat(values(client.get(CART))).isEmpty();
            assertThat(client.get(key, RequestOptions.DEFAULTS.withR(4)))
                    .isEqualTo(new Outcome.Refused(Reason.IMPOSSIBLE_QUORUM));
            Outcome tooLarge = new Outcome.Refused(Reason.VALUE_TOO_LARGE);
            assertThat(client.put(key, Value.of(new byte[1025]), seen)).isEqualTo(tooLarge);
            assertThat(client.put(key, Value.numbered(1, 100 << 20), seen)).isEqualTo(tooLarge);
            assertThat(client.put(key, Value.of("bread"), Context.parse(seen.toString())))
                    .isInstanceOf(Outcome.Done.class);
            assertThat(values(client.get(key))).containsExactly(Value.of("bread"));
        }
        try (HearsayClient stranger =
                HearsayClient.connect("bank", NODES.get(0).address().toString())) {
            assertThat(stranger.get(key)).isEqualTo(new Outcome.Refused(Reason.TOO_FEW_REPLICAS));
            assertThat(stranger.lastTrouble()).contains("refuses", "bank");
            assertThat(stranger.ring()).isEmpty();
        }
    }

    @Test
    void wrongInputIsASentenceAndAnExitCode() {
        String seen = hearsay("put", "shell", "milk").out().strip();
        assertFailed(hearsay("put", "other", "milk", "--context", seen), 1, "nothing was changed", "for this key");
        String corrupt = seen.substring(0, 8) + (seen.charAt(8) == 'A' ? 'B' : 'A') + seen.substring(9);
        assertFailed(hearsay("put", "shell", "milk", "--context", corrupt), 1, "for this key");
        assertFailed(hearsay("put", "shell", "milk", "--context", "?"), 2, "is no context");
        assertFailed(hearsay("get", "shell", "-r", "4"), 1, "N, R or W asks for more replicas");
        assertFailed(hearsay("put", "shell", "m".repeat(2000)), 1, "larger than hearsay.limits.value");
        for (String command : List.of("get shell", "put shell milk", "status")) {
            Shell stranger = hearsay((command + " --cluster bank").split(" "));
            assertFailed(stranger, 2, " refuses: ", "the client of bank", "--cluster");
            assertThat(stranger.err()).doesNotContain("too few", "no node answers");
        }
        assertFailed(Shell.hearsay("status", "--node", "127.0.0.1:1"), 1, "no node answers", "127.0.0.1:1 cannot be");
        assertFailed(Shell.hearsay("get", "x", "--node", "127.0.0.1:1"), 1, "127.0.0.1:1 cannot be reached");
        assertFailed(Shell.hearsay("status", "--node", "somewhere"), 2, "write host:port");
        assertThat(hearsay("put", "shell", "bread", "--context", seen).exit()).isZero();
        assertThat(hearsay("get", "shell").out().strip()).isEqualTo("bread");
    }

    /** A script must not have to read the sentence. */
    @Test
    void anUnknownOutcomeHasAnExitCodeOfItsOwn() {
        Shell put = hearsay("put", "doubtful", "milk", "--timeout", "1ns");
        assertFailed(put, 3, "may have happened or not");
        assertThat(Shell.hearsay("put", "--help").out()).contains("3   unknown");
    }

    @Test
    void aValueIsReadFromAFileOrFromTheStandardInput(@TempDir Path folder) throws IOException {
        byte[] bytes = new byte[1024];
        Arrays.fill(bytes, (byte) 'x');
        Path file = Files.write(folder.resolve("value"), bytes);
        assertThat(hearsay("put", "from file", "--file", file.toString()).exit())
                .isZero();
        assertThat(hearsay("get", "from file").out().strip()).isEqualTo("x".repeat(1024));
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream("from a pipe".getBytes(StandardCharsets.UTF_8)));
            assertThat(hearsay("put", "piped", "--file", "-").exit()).isZero();
        } finally {
            System.setIn(before);
        }
        assertThat(hearsay("get", "piped").out().strip()).isEqualTo("from a pipe");
        Files.write(file, new byte[1025]);
        assertFailed(hearsay("put", "k", "--file", file.toString()), 1, "larger than hearsay.limits.value");
        assertFailed(hearsay("put", "k", "--file", folder.toString()), 2, "is a folder");
        assertFailed(hearsay("put", "k", "--file", folder.resolve("none").toString()), 1, "there is no file");
        assertFailed(hearsay("put", "k"), 2, "VALUE is missing, and so is --file");
        assertFailed(hearsay("put", "k", "v", "--file", "-"), 2, "cannot both");
    }

    @Test
    void getAsJsonSaysWhichReplicasAnswered() throws IOException {
        hearsay("put", "json", "milk", "-w", "3");
        hearsay("put", "json", "bread", "-w", "3");
        JsonNode json = new JsonMapper()
                .readTree(hearsay("get", "json", "--json", "-r", "3").out());
        assertThat(json.get("values")).hasSize(2);
        assertThat(json.get("replicas"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(
                        NODES.stream().map(node -> node.address().toString()).toList());
        assertThat(hearsay(
                                "put",
                                "json",
                                "both",
                                "--context",
                                json.get("context").asText())
                        .exit())
                .isZero();
        assertThat(hearsay("get", "json").out().strip()).isEqualTo("both");
    }

    @Test
    void statusShowsEveryMemberAndWhoSeesWhom() throws IOException {
        Shell text = hearsay("status");
        assertThat(text.exit()).as(text.err()).isZero();
        assertThat(text.out()).contains("3 of 3 members answer", "3 copies", "serving", "who sees whom");
        assertThat(text.out().lines()).allMatch(line -> line.length() <= 80);
        JsonNode json = new JsonMapper().readTree(hearsay("status", "--json").out());
        assertThat(json.get("members"))
                .hasSize(3)
                .allMatch(member -> member.get("answers").asBoolean());
        assertThat(json.get("members").get(0).get("peers")).hasSize(2);
    }

    @Test
    void aMemberThatJoinsLaterIsLearntAndOneThatStopsIsPassedOver() {
        List<NodeProcess> more = new ArrayList<>();
        try (HearsayClient client = HearsayClient.connect(
                ClientSettings.of("other", List.of(alone(more).address())).withRefresh(Duration.ofMillis(100)))) {
            assertThat(RealTime.await(() -> client.get(CART) instanceof Outcome.Done))
                    .isTrue();
            NodeProcess second = alone(more);
            assertThat(RealTime.await(() ->
                            client.ring().map(ring -> ring.members().size()).orElse(0) == 2))
                    .isTrue();
            assertThat(RealTime.await(() -> isWritten(client))).isTrue();
            more.remove(0).close();
            for (int i = 0; i < 10; i++) {
                assertThat(client.get(CART)).isInstanceOf(Outcome.Done.class);
            }
            assertThat(client.status(second.address())).isPresent();
        } finally {
            more.forEach(NodeProcess::close);
        }
    }

    private static boolean isWritten(HearsayClient client) {
        return client.put(CART, Value.of("milk"), Context.NONE, RequestOptions.DEFAULTS.withW(2))
                instanceof Outcome.Done;
    }

    private static NodeProcess alone(List<NodeProcess> more) {
        ClassLoader loader = ClientOnNodesTest.class.getClassLoader();
        String seeds = more.isEmpty() ? "" : "\"" + more.get(0).address() + "\"";
        String config = "hearsay { membership.gossip.interval = 50ms, quorum { n = 2, r = 1, w = 1 }"
                + ", node { cluster = other, listen = \"127.0.0.1:0\", seeds = [" + seeds + "] } }";
        NodeProcess node =
                NodeProcess.start(HearsayConfig.load(ConfigFactory.parseString(config), Plugins.find(loader), loader));
        more.add(node);
        return node;
    }

    @Test
    void theClientCountsWhatItDoesAndRefusesWhatIsTooMuch() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        ClientSettings settings = ClientSettings.of(
                        "hearsay", List.of(NODES.get(0).address()))
                .withMeters(meters)
                .withMaxInFlight(1);
        try (HearsayClient client = HearsayClient.connect(settings)) {
            List<CompletableFuture<Outcome>> many = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                many.add(client.getAsync(CART, RequestOptions.DEFAULTS));
            }
            List<Outcome> outcomes = many.stream().map(CompletableFuture::join).toList();
            assertThat(outcomes).contains(new Outcome.Refused(Reason.OVERLOADED));
            assertThat(outcomes.get(0)).isInstanceOf(Outcome.Done.class);
            long counted = meters.get("hearsay.client.requests").timers().stream()
                    .mapToLong(timer -> timer.count())
                    .sum();
            assertThat(counted).isEqualTo(100);
            assertThat(meters.get("hearsay.client.in.flight").gauge().value()).isZero();
            assertThat(meters.get("hearsay.client.connections").gauge().value()).isPositive();
            assertThat(meters.get("hearsay.client.repeated").functionCounter().count())
                    .isZero();
        }
    }

    @Test
    void whatIsNotAnsweredWhenTheClientClosesIsUnknown() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HearsayClient client = HearsayClient.connect("hearsay", "127.0.0.1:" + mute.getLocalPort());
            CompletableFuture<Outcome> answer =
                    client.putAsync(CART, Value.of("milk"), Context.NONE, RequestOptions.DEFAULTS);
            client.close();
            client.close();
            assertThat(answer).isCompletedWithValue(new Outcome.Unknown(Reason.TIMEOUT));
            assertThat(client.getAsync(CART, RequestOptions.DEFAULTS)).isCompletedExceptionally();
            assertThatThrownBy(() -> client.put(CART, Value.of("milk"), Context.NONE))
                    .hasMessage("the client is closed");
        }
    }

    @Test
    void theClientsOwnThreadIsNotMadeToWaitForItself() {
        try (HearsayClient client = client()) {
            // An answer that was there at once is looked at by the caller, who may wait.
            assertThat(RealTime.await(() -> client.getAsync(CART, RequestOptions.DEFAULTS)
                            .thenApply(outcome -> client.get(CART))
                            .handle((outcome, problem) -> problem != null
                                    && problem.getMessage().contains("the client's own thread must not wait"))
                            .join()))
                    .isTrue();
        }
    }

    @Test
    void whatIsMissingIsMissedOnTheCallersThread() {
        assertThatThrownBy(() -> HearsayClient.connect("hearsay", "somewhere")).hasMessageContaining("host:port");
        assertThatThrownBy(() -> HearsayClient.connect("hearsay", List.<Address>of()))
                .hasMessageContaining("at least one node");
        try (HearsayClient client = client()) {
            assertThatThrownBy(() -> client.get(CART, null)).hasMessage("no options");
            assertThat(client.get(CART)).isInstanceOf(Outcome.Done.class);
        }
    }
}
