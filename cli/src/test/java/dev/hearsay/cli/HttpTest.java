package dev.hearsay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.hearsay.api.metrics.Metric;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.port.Leg;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.node.wiring.HearsayConfig;
import dev.hearsay.node.wiring.Plugins;
import dev.hearsay.testkit.transport.RealTime;
import io.micrometer.core.instrument.Meter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that speak HTTP, over the whole path: a server, a client, TCP, a coordinator and replicas. */
class HttpTest {
    private static final Path DOCS = Path.of("../docs");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    private final List<NodeProcess> nodes = new ArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void stop() {
        nodes.forEach(NodeProcess::close);
    }

    private NodeProcess start(String more) {
        ClassLoader loader = HttpTest.class.getClassLoader();
        String seeds =
                nodes.isEmpty() ? "" : "hearsay.node.seeds = [\"" + nodes.get(0).address() + "\"]\n";
        String config =
                "hearsay { membership.gossip.interval = 50ms, quorum.timeout = 10s, coordinator.max-lateness = 60s }\n"
                        + "hearsay.node { listen = \"127.0.0.1:0\", name = node-" + nodes.size() + " }\n"
                        + "hearsay.gateway.listen = \"127.0.0.1:0\"\n" + seeds + more;
        NodeProcess node =
                NodeProcess.start(HearsayConfig.load(ConfigFactory.parseString(config), Plugins.find(loader), loader));
        nodes.add(node);
        return node;
    }

    private HttpResponse<String> ask(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder to(NodeProcess node, String path) {
        return HttpRequest.newBuilder(URI.create("http://" + node.http() + path));
    }

    private int put(NodeProcess node, String path, String value) {
        return ask(to(node, path).PUT(BodyPublishers.ofString(value))).statusCode();
    }

    /** Carries out {@code curl} with the few options that the document uses. */
    private HttpResponse<String> curl(String command, String context) {
        String method = "GET";
        String url = null;
        String body = null;
        List<String> headers = new ArrayList<>();
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-i" -> {}
                case "-X" -> method = words.get(++i);
                case "-H" ->
                    headers.addAll(
                            List.of(words.get(++i).replace("CONTEXT", context).split(": ")));
                case "--data-binary" -> body = words.get(++i);
                default -> url = words.get(i);
            }
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                "http://" + url.replace("localhost:8001", nodes.get(0).http().toString())));
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        return ask(request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    @Test
    void theExamplesOfTheDocumentAnswerWhatItSays() throws Exception {
        start("hearsay.quorum { n = 1, r = 1, w = 1 }");
        List<String> lines = Files.readAllLines(DOCS.resolve("http.md"));
        String context = "";
        int examples = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("    $ curl ")) {
                HttpResponse<String> answer = curl(lines.get(i).substring(6), context);
                assertThat(lines.get(i + 1))
                        .as(lines.get(i) + " was answered with " + answer.body())
                        .startsWith("    HTTP/1.1 " + answer.statusCode() + " ");
                context = answer.headers().firstValue("X-Hearsay-Context").orElse("");
                examples++;
            }
        }
        assertThat(examples).isGreaterThan(10);
    }

    @Test
    void threeNodesAnswerForEveryKeyAndMeasureWhatTheCatalogueNamesAndNothingElse() throws IOException {
        start("");
        start("");
        start("");
        assertThat(RealTime.await(() -> put(nodes.get(0), "/kv/a%00b?w=3", "milk") < 300))
                .isTrue();
        for (NodeProcess node : nodes) {
            assertThat(RealTime.await(() -> ask(to(node, "/ready")).statusCode() == 200))
                    .isTrue();
            assertThat(RealTime.await(() -> List.of(200, 300)
                            .contains(ask(to(node, "/kv/a%00b")).statusCode())))
                    .isTrue();
            assertThat(ask(to(node, "/status")).body()).contains("\"serving\":true");
            assertThat(RealTime.await(() -> ask(to(node, "/ring")).body().contains("\"name\":\"node-2\"")))
                    .isTrue();
        }
        List<String> known =
                Stream.of(Metric.values()).map(Metric::metricName).sorted().toList();
        assertThat(RealTime.await(() -> names().equals(known)))
                .as(() -> "these differ: " + names() + " and " + known)
                .isTrue();
        for (Meter meter : nodes.get(0).registry().getMeters()) {
            Metric metric = Stream.of(Metric.values())
                    .filter(one -> one.metricName().equals(meter.getId().getName()))
                    .findFirst()
                    .orElseThrow();
            assertThat(meter.getId().getTags())
                    .as(metric.metricName())
                    .extracting(tag -> tag.getKey())
                    .containsExactlyInAnyOrderElementsOf(metric.tagKeys());
        }
        assertThat(nodes.get(0).registry().getMeters().stream()
                        .map(meter -> meter.getId().getTag("channel"))
                        .filter(Objects::nonNull))
                .as("the channels that the document lists")
                .hasSameElementsAs(documented("channel"));
        assertThat(ask(to(nodes.get(0), "/metrics")).body())
                .contains("hearsay_peer_suspicion{peer=\"node-1\"}")
                .contains("hearsay_transport_sent_bytes_total{channel=\"membership\"}")
                .contains("hearsay_operations_seconds_bucket{kind=\"put\",outcome=\"done\",le=\"0.001\"}");
    }

    /** The values of a tag. */
    private static List<String> documented(String tag) throws IOException {
        String row = Files.readAllLines(DOCS.resolve("metrics.md")).stream()
                .filter(line -> line.startsWith("| `" + tag + "` |"))
                .findFirst()
                .orElseThrow();
        return Pattern.compile("`([^`]+)`")
                .matcher(row)
                .results()
                .skip(1)
                .map(value -> value.group(1))
                .toList();
    }

    private List<String> names() {
        return nodes.get(0).registry().getMeters().stream()
                .map(meter -> meter.getId().getName())
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void theCatalogueForPeopleIsTheOneForPrograms() throws Exception {
        List<String> rows = Files.readAllLines(DOCS.resolve("metrics.md")).stream()
                .filter(line -> line.startsWith("| `hearsay."))
                .toList();
        assertThat(rows).isEqualTo(Stream.of(Metric.values()).map(HttpTest::row).toList());
    }

    private static String row(Metric metric) {
        String tags = metric.tagKeys().stream().map(tag -> "`" + tag + "`").collect(Collectors.joining(", "));
        return "| `" + metric.metricName() + "` | " + metric.kind().name().toLowerCase(Locale.ROOT) + " | "
                + metric.unit() + " | " + tags + " | " + metric.meaning() + " |";
    }

    @Test
    void aNodeWithoutItListensNowhereElseAndCountsNothing() {
        NodeProcess node = start("hearsay.gateway.listen = \"\"");
        assertThat(node.http()).isNull();
        assertThat(node.registry()).isNull();
    }

    @Test
    void aTakenPortIsSaidAndLeavesNothingBehind() {
        String taken = start("").http().toString();
        assertThatThrownBy(() -> start("hearsay.gateway.listen = \"" + taken + "\""))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("hearsay.gateway.listen: cannot listen at " + taken);
        assertThatThrownBy(() -> start("hearsay.gateway.max-in-flight = 0"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("max-in-flight must be at least 1, not 0");
    }

    @Test
    void aNodeThatStopsSaysThatItIsNotReadyWhileItAnswersWhatIsUnderWay() throws Exception {
        String both =
                "hearsay { quorum { use = strict, n = 2, r = 2, w = 2 }, detector { use = timeout, timeout.timeout = 1h }"
                        + ", anti-entropy.use = none, coordinator.retry = [200ms, 1s, 2s, 4s] }";
        NodeProcess first = start(both);
        NodeProcess second = start(both);
        assertThat(RealTime.await(() -> put(first, "/kv/cart?w=2", "milk") < 300))
                .isTrue();
        AtomicBoolean cut = new AtomicBoolean(true);
        for (NodeProcess node : nodes) {
            node.disturb((to, leg, bytes) -> cut.get() && leg != Leg.NONE ? new long[0] : new long[1], () -> {});
        }
        try (OneNode client = OneNode.ask(second.address())) {
            CompletableFuture<Outcome> write = client.put("bread", RequestOptions.DEFAULTS);
            assertThat(RealTime.await(() -> inFlight(second) > 0)).isTrue();
            CompletableFuture<Void> closed = CompletableFuture.runAsync(second::close);
            nodes.remove(second);
            assertThat(RealTime.await(() -> ask(to(second, "/ready")).statusCode() == 503))
                    .isTrue();
            assertThat(closed).isNotDone();
            cut.set(false);
            assertThat(write.get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.Done.class);
            closed.get(20, TimeUnit.SECONDS);
        }
        assertThatThrownBy(() -> ask(to(second, "/ready"))).hasCauseInstanceOf(IOException.class);
    }

    private static double inFlight(NodeProcess node) {
        return node.registry().get(Metric.IN_FLIGHT.metricName()).gauge().value();
    }

    @Test
    void aNodeWhosePortForHttpIsTakenNeverBecomesAMemberAndLeavesNoFolder(@TempDir Path folder) {
        String disk =
                "hearsay { storage.use = rocksdb, node { name = late, data = \"" + folder.resolve("data") + "\" } }\n";
        NodeProcess first = start("");
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> start(disk + "hearsay.gateway.listen = \"" + first.http() + "\""))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("cannot listen at " + first.http());
            assertThat(folder).isEmptyDirectory();
        }
        assertThat(ask(to(first, "/status")).body()).doesNotContain("late");
        NodeProcess late = start(disk);
        assertThat(RealTime.await(() -> first.knows(late.id()))).isTrue();
    }

    @Test
    void whoAsksBeforeTheNodeHasStartedIsToldToComeAgain() throws Exception {
        try (HttpSide http = new HttpSide(NodeProcessTest.config("hearsay.gateway.listen = \"127.0.0.1:0\""))) {
            http.open();
            URI at = URI.create("http://" + http.address());
            for (String path : List.of("/kv/cart", "/ready", "/status", "/ring")) {
                HttpResponse<String> answer = ask(HttpRequest.newBuilder(at.resolve(path)));
                assertThat(answer.statusCode()).as(path).isEqualTo(503);
                assertThat(answer.body()).contains("urn:hearsay:problem:not-ready");
            }
            assertThat(ask(HttpRequest.newBuilder(at.resolve("/kv/cart")).PUT(BodyPublishers.ofString("milk")))
                            .statusCode())
                    .isEqualTo(503);
            for (String path : List.of("/health", "/metrics")) {
                assertThat(ask(HttpRequest.newBuilder(at.resolve(path))).statusCode())
                        .as(path)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void aClusterThatHasNoRoomForItsPortsSaysSo() {
        Shell shell = Shell.hearsay("cluster", "--nodes", "3", "--port", "7001", "--http-port", "65534");
        assertThat(shell.exit()).isEqualTo(2);
        assertThat(shell.err()).hasLineCount(1).contains("--port and --http-port leave room");
    }
}
