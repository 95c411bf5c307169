package dev.hearsay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.plugin.Size;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.testkit.transport.RealTime;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing that can grow grows without bound, and what is one too much is told so at once. */
class LimitsTest {
    private final Http http = new Http(new GatewaySettings("127.0.0.1:0", 3, 8, new Size(2000)));

    @AfterEach
    void close() {
        http.close();
    }

    private double inFlight() {
        return http.registry.get("hearsay.http.in.flight").gauge().value();
    }

    @Test
    void oneRequestTooManyIsRefusedAtOnceAndTheOthersAreAnsweredInTheEnd() {
        CompletableFuture<Outcome> later = new CompletableFuture<>();
        http.cluster.answer = later;
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(http.client().sendAsync(http.to("/kv/cart").build(), BodyHandlers.ofString()));
        }
        assertThat(RealTime.await(() -> inFlight() == 3)).isTrue();
        HttpResponse<String> fourth = http.get("/kv/cart");
        assertThat(fourth.statusCode()).isEqualTo(503);
        assertThat(fourth.headers().firstValue("retry-after")).hasValue("1");
        WrongRequestsTest.assertProblem(fourth, "overloaded");
        assertThat(http.get("/health").statusCode()).as("asks nobody").isEqualTo(200);
        later.complete(StubCluster.done("milk").join());
        assertThat(waiting)
                .allSatisfy(one -> assertThat(one.join().statusCode()).isEqualTo(200));
        assertThat(RealTime.await(() -> inFlight() == 0)).isTrue();
    }

    @Test
    void whatAnnouncesThatItIsTooLargeIsRefusedBeforeAnyOfItIsSent() {
        String answer = http.raw("PUT /kv/cart HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\n"
                + "Content-Length: 1000000000000\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 413 ")
                .contains("larger than 1000 bytes")
                .doesNotContain("100 Continue");
        assertThat(http.cluster.asked).isEmpty();
        assertThat(RealTime.await(() -> inFlight() == 0)).isTrue();
    }

    @Test
    void whatMayBeSentIsAskedFor() {
        String answer = http.raw("PUT /kv/cart HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\n"
                + "Content-Length: 4\r\n\r\nmilk");
        assertThat(answer).startsWith("HTTP/1.1 100 Continue\r\n").contains("HTTP/1.1 204 ");
    }

    @Test
    void whatAnnouncesNothingIsRefusedAsSoonAsItIsTooLong() {
        byte[] large = new byte[1_000_000];
        HttpResponse<String> put =
                http.ask(http.to("/kv/cart").PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));
        assertThat(put.statusCode()).isEqualTo(413);
        WrongRequestsTest.assertProblem(put, "value-too-large");
        assertThat(http.cluster.asked).isEmpty();
        assertThat(http.put("/kv/cart", "x".repeat(1000)).statusCode()).isEqualTo(204);
        assertThat(http.put("/kv/cart", "x".repeat(1001)).statusCode()).isEqualTo(413);
    }

    @Test
    void bodiesThatDoNotFitTogetherWaitOutside() {
        http.cluster.answer = new CompletableFuture<>();
        var first = http.client()
                .sendAsync(
                        http.to("/kv/cart")
                                .PUT(BodyPublishers.ofString("x".repeat(900)))
                                .build(),
                        BodyHandlers.ofString());
        var second = http.client()
                .sendAsync(
                        http.to("/kv/cart")
                                .PUT(BodyPublishers.ofString("x".repeat(900)))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(RealTime.await(() -> http.cluster.asked.size() == 2)).isTrue();
        HttpResponse<String> third = http.put("/kv/cart", "x".repeat(900));
        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(third.headers().firstValue("retry-after")).hasValue("1");
        http.cluster.answer.complete(StubCluster.done().join());
        assertThat(first.join().statusCode()).isEqualTo(204);
        assertThat(second.join().statusCode()).isEqualTo(204);
        assertThat(http.put("/kv/cart", "x".repeat(900)).statusCode()).isEqualTo(204);
    }

    /** Who is told 503 asks again, and would add a sibling that nobody wants. */
    @Test
    void aWriteThatIsDoneIsSaidToBeSoThoughItsSiblingsDoNotFit() {
        CompletableFuture<Outcome> later = new CompletableFuture<>();
        http.cluster.answer = later;
        HttpRequest holder = http.to("/kv/other")
                .PUT(BodyPublishers.ofString("x".repeat(900)))
                .build();
        var waiting = http.client().sendAsync(holder, BodyHandlers.ofString());
        assertThat(RealTime.await(() -> http.cluster.asked.size() == 1)).isTrue();
        http.cluster.answer = StubCluster.done("x".repeat(900), "y".repeat(900));
        for (HttpResponse<String> done : List.of(
                http.put("/kv/cart", "milk"), http.ask(http.to("/kv/cart").DELETE()))) {
            assertThat(done.statusCode()).isEqualTo(204);
            assertThat(done.headers().firstValue("x-hearsay-context"))
                    .as("covers what the answer does not show")
                    .isEmpty();
        }
        assertThat(http.get("/kv/cart").statusCode()).isEqualTo(503);
        later.complete(StubCluster.done().join());
        assertThat(waiting.join().statusCode()).isEqualTo(204);
    }

    @Test
    void aClientThatGoesAwayInTheMiddleOfItsBodyLeavesNothing() throws Exception {
        for (int i = 0; i < 10; i++) {
            try (Socket socket = http.socket()) {
                socket.getOutputStream()
                        .write("PUT /kv/cart HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\nhalf"
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(RealTime.await(() -> inFlight() == 1)).isTrue();
            }
            assertThat(RealTime.await(() -> inFlight() == 0)).isTrue();
        }
        assertThat(http.put("/kv/cart", "x".repeat(900)).statusCode()).isEqualTo(204);
    }

    @Test
    void whoStopsAnswersWhatIsUnderWayAndTakesNothingMore() {
        CompletableFuture<Outcome> later = new CompletableFuture<>();
        http.cluster.answer = later;
        var waiting = http.client().sendAsync(http.to("/kv/cart").build(), BodyHandlers.ofString());
        assertThat(RealTime.await(() -> inFlight() == 1)).isTrue();
        CompletableFuture<Void> closed = CompletableFuture.runAsync(http::close);
        assertThat(RealTime.await(() -> http.get("/ready").statusCode() == 503)).isTrue();
        WrongRequestsTest.assertProblem(http.get("/kv/cart"), "not-ready");
        assertThat(closed).isNotDone();
        later.complete(StubCluster.done("milk").join());
        assertThat(waiting.join().body()).isEqualTo("milk");
        closed.join();
    }

    @Test
    void oneConnectionTooManyIsClosedAtOnce() throws Exception {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                open.add(http.socket());
            }
            assertThat(RealTime.await(() -> http.raw("GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .isEmpty()))
                    .isTrue();
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
        assertThat(RealTime.await(() -> http.raw("GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                        .startsWith("HTTP/1.1 200")))
                .isTrue();
    }
}
