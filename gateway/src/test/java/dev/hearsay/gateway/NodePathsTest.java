package dev.hearsay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearsay.api.Address;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Token;
import dev.hearsay.api.request.NodeStatus;
import dev.hearsay.api.request.Ring;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the node says of itself, and that the two documents say the same of it: OpenAPI for programs, docs/http.md for people. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodePathsTest {
    static final NodeStatus STATUS = new NodeStatus(
            new MemberId("one", 3),
            new Address("127.0.0.1", 7001),
            true,
            5,
            List.of(new NodeStatus.Peer(new MemberId("two", 1), new Address("127.0.0.1", 7002), "UP", true)),
            256,
            192,
            1000,
            List.of(new NodeStatus.Hints(new MemberId("two", 1), 7, 700, Duration.ofMillis(1500))),
            2,
            0,
            new NodeStatus.Repair(384, 100, null, 90, 10, 1));
    static final Ring RING = new Ring(
            5,
            1,
            List.of(new Ring.RingMember(new MemberId("one", 3), new Address("127.0.0.1", 7001))),
            List.of(new Ring.RingPartition(new Token(-1, -1), List.of(0), List.of())));

    private final Http http = new Http();

    @AfterAll
    void close() {
        http.close();
    }

    @Test
    void theStateOfTheNodeIsJson() {
        http.cluster.status = CompletableFuture.completedFuture(STATUS);
        JsonNode status = Http.json(http.get("/status"));
        assertThat(status.at("/node/name").asText()).isEqualTo("one");
        assertThat(status.at("/peers/0/suspected").asBoolean()).isTrue();
        assertThat(status.at("/hints/0/oldest").asDouble()).isEqualTo(1.5);
        assertThat(status.at("/repair/oldestPass").isNull()).isTrue();
        assertThat(status.at("/address").asText()).isEqualTo("127.0.0.1:7001");
    }

    @Test
    void theRingIsJsonWithTokensInHexadecimal() {
        http.cluster.ring = CompletableFuture.completedFuture(RING);
        JsonNode ring = Http.json(http.get("/ring"));
        assertThat(ring.at("/partitions/0/end").asText()).isEqualTo("f".repeat(32));
        assertThat(ring.at("/members/0/id/incarnation").asLong()).isEqualTo(3);
    }

    @Test
    void aNodeThatDoesNotAnswerIsNotReadyAndLivesAllTheSame() {
        http.cluster.status = CompletableFuture.failedFuture(new IllegalStateException("no node answers"));
        HttpResponse<String> status = http.get("/status");
        assertThat(status.statusCode()).isEqualTo(503);
        WrongRequestsTest.assertProblem(status, "not-ready");
        http.cluster.serving = false;
        assertThat(http.get("/ready").statusCode()).isEqualTo(503);
        assertThat(http.get("/health").statusCode()).isEqualTo(200);
        http.cluster.serving = true;
        assertThat(http.get("/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void metricsAreForPrometheusAndCountTheRequestsThemselves() {
        http.get("/kv/cart");
        http.get("/nowhere");
        HttpResponse<String> metrics = http.get("/metrics");
        assertThat(metrics.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        assertThat(metrics.body())
                .contains("hearsay_http_requests_seconds_count{method=\"GET\",route=\"/kv/{key}\",status=\"404\"}")
                .contains("hearsay_http_requests_seconds_count{method=\"other\",route=\"other\",status=\"404\"}")
                .contains("hearsay_http_in_flight 0.0");
    }

    @Test
    void everyProblemIsInTheDocumentWithItsStatus() throws Exception {
        List<String> expected = Stream.of(Problem.Type.values())
                .map(type -> "| `" + type.name().toLowerCase(Locale.ROOT).replace('_', '-') + "` | " + type.status()
                        + " | " + type.title() + " |")
                .toList();
        List<String> documented = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("../docs/http.md"))) {
            if (line.matches("\\| `[a-z-]+` \\| [0-9]{3} \\|.*")) {
                documented.add(line);
            }
        }
        assertThat(documented).isEqualTo(expected);
    }
}
