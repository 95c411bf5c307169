package dev.hearsay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Reading;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.Durability;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gets, puts and deletes, and the outcomes they can have. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeysTest {
    private static final String CONTEXT = Parameters.CONTEXT;

    private final Http http = new Http();

    @BeforeEach
    void begin() {
        http.cluster.asked.clear();
        http.cluster.answer = StubCluster.done();
    }

    @AfterAll
    void close() {
        http.close();
    }

    private static String seen(HttpResponse<String> response) {
        return response.headers().firstValue(CONTEXT).orElseThrow();
    }

    private StubCluster.Asked asked() throws InterruptedException {
        return http.cluster.asked.take();
    }

    @Test
    void oneValueIsTheBodyAndTheContextIsAHeader() throws Exception {
        http.cluster.answer = StubCluster.done("{\"milk\":1}");
        HttpResponse<String> got = http.get("/kv/cart:42");
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.body()).isEqualTo("{\"milk\":1}");
        assertThat(seen(got)).isEqualTo(StubCluster.SEEN.toString());
        assertThat(got.headers().firstValue("content-type")).hasValue("application/octet-stream");
        assertThat(got.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(asked())
                .isEqualTo(new StubCluster.Asked("get", Key.of("cart:42"), null, null, RequestOptions.DEFAULTS));
    }

    @Test
    void anAbsentKeyIsNotFoundAndHasAContextAllTheSame() {
        HttpResponse<String> got = http.get("/kv/gone");
        assertThat(got.statusCode()).isEqualTo(404);
        assertThat(seen(got)).isEqualTo(StubCluster.SEEN.toString());
        assertThat(Http.json(got).get("type").asText()).isEqualTo("urn:hearsay:problem:absent");
        http.cluster.answer = CompletableFuture.completedFuture(new Outcome.Done(Reading.ABSENT, null));
        assertThat(seen(http.get("/kv/never"))).isEmpty();
    }

    @Test
    void siblingsAreJsonUnlessTheClientLikesPartsBetter() {
        http.cluster.answer = StubCluster.done("milk", "br\u00e9ad");
        HttpResponse<String> json = http.get("/kv/cart");
        assertThat(json.statusCode()).isEqualTo(300);
        JsonNode document = Http.json(json);
        assertThat(document.get("context").asText()).isEqualTo(seen(json));
        assertThat(document.get("values"))
                .extracting(node ->
                        new String(Base64.getDecoder().decode(node.asText()), java.nio.charset.StandardCharsets.UTF_8))
                .containsExactly("milk", "br\u00e9ad");
        HttpResponse<String> parts =
                http.ask(http.to("/kv/cart").header("Accept", "application/json;q=0.5, multipart/*"));
        assertThat(parts.statusCode()).isEqualTo(300);
        assertThat(parts.headers().firstValue("content-type")).hasValue("multipart/mixed; boundary=hearsay-0");
        assertThat(parts.body())
                .startsWith("--hearsay-0\r\nContent-Type: application/octet-stream\r\n\r\nmilk\r\n--hearsay-0\r\n")
                .endsWith("\r\n--hearsay-0--\r\n");
        for (String accept :
                List.of("*/*", "text/html", "multipart/mixed;q=0.5, */*", "application/json, multipart/mixed")) {
            assertThat(http.ask(http.to("/kv/cart").header("Accept", accept))
                            .headers()
                            .firstValue("content-type"))
                    .as(accept)
                    .hasValue("application/json");
        }
    }

    @Test
    void aValueThatLooksLikeABoundaryStaysOneValue() {
        http.cluster.answer = StubCluster.done("a\r\n--hearsay-0\r\nb", "--hearsay-1--");
        HttpResponse<String> parts = http.ask(http.to("/kv/cart").header("Accept", "multipart/mixed"));
        assertThat(parts.headers().firstValue("content-type")).hasValue("multipart/mixed; boundary=hearsay-2");
        assertThat(parts.body().split("--hearsay-2\r\n", -1)).hasSize(3);
    }

    @Test
    void aPutHandsOverItsBytesAndTheContextAndGetsTheNewOne() throws Exception {
        HttpResponse<String> put = http.ask(http.to("/kv/cart")
                .header(CONTEXT, Context.of(new byte[] {9}).toString())
                .PUT(BodyPublishers.ofByteArray(new byte[] {0, -1, 13, 10})));
        assertThat(put.statusCode()).isEqualTo(204);
        assertThat(put.body()).isEmpty();
        assertThat(seen(put)).isEqualTo(StubCluster.SEEN.toString());
        StubCluster.Asked asked = asked();
        assertThat(asked.value()).isEqualTo(Value.of(new byte[] {0, -1, 13, 10}));
        assertThat(asked.context()).isEqualTo(Context.of(new byte[] {9}));
    }

    @Test
    void aPutOfNothingIsAValueAndAnEmptyContextIsNone() throws Exception {
        assertThat(http.ask(http.to("/kv/cart").header(CONTEXT, "").PUT(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(204);
        StubCluster.Asked asked = asked();
        assertThat(asked.value().size()).isZero();
        assertThat(asked.context()).isEqualTo(Context.NONE);
    }

    @Test
    void aWriteThatLeavesSiblingsReturnsThem() {
        http.cluster.answer = StubCluster.done("milk", "bread");
        HttpResponse<String> put = http.put("/kv/cart", "bread");
        assertThat(put.statusCode()).isEqualTo(200);
        assertThat(Http.json(put).get("values")).hasSize(2);
        HttpResponse<String> delete = http.ask(http.to("/kv/cart").DELETE());
        assertThat(delete.statusCode()).isEqualTo(200);
        assertThat(seen(delete)).isEqualTo(StubCluster.SEEN.toString());
    }

    @Test
    void aDeleteCarriesItsContextAndMayHaveABodyThatNobodyReads() throws Exception {
        var request = http.to("/kv/cart")
                .header(CONTEXT, StubCluster.SEEN.toString())
                .method("DELETE", BodyPublishers.ofString("why not"));
        assertThat(http.ask(request).statusCode()).isEqualTo(204);
        assertThat(asked())
                .isEqualTo(new StubCluster.Asked(
                        "delete", Key.of("cart"), null, StubCluster.SEEN, RequestOptions.DEFAULTS));
    }

    @Test
    void optionsArriveAsTheyWereGiven() throws Exception {
        http.get("/kv/cart?n=3&r=2&timeout=250ms");
        assertThat(asked().options()).isEqualTo(new RequestOptions(3, 2, 0, 250_000_000, null));
        http.put("/kv/cart?w=1&timeout=2s&durability=disk", "x");
        assertThat(asked().options()).isEqualTo(new RequestOptions(0, 0, 1, 2_000_000_000, Durability.DISK));
        http.ask(http.to("/kv/cart?durability=memory").DELETE());
        assertThat(asked().options().durability()).isEqualTo(Durability.MEMORY);
    }

    @ParameterizedTest
    @CsvSource({
        "a/b/c,          612f622f63",
        "a%2Fb,          612f62",
        "%00%ff%0a,      00ff0a",
        "k%c3%A4se,      6bc3a47365",
        "a+b%20c,        612b622063",
        "/,              2f",
        "..%2f../x//y,   2e2e2f2e2e2f782f2f79",
        "a;b=c&d:e@f!$', 613b623d6326643a65406621" + "2427"
    })
    void aKeyIsEveryByteThatThePathSpells(String path, String hex) throws Exception {
        http.raw("GET /kv/" + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(java.util.HexFormat.of().formatHex(asked().key().bytes())).isEqualTo(hex);
    }

    @ParameterizedTest
    @CsvSource({
        "TOO_FEW_REPLICAS,  503, too-few-replicas,  1",
        "OVERLOADED,        503, overloaded,        1",
        "IMPOSSIBLE_QUORUM, 400, impossible-quorum, ''",
        "VALUE_TOO_LARGE,   413, value-too-large,   ''",
        "TOO_MANY_SIBLINGS, 409, too-many-siblings, ''",
        "BAD_CONTEXT,       409, bad-context,       ''"
    })
    void whatIsRefusedSaysWhy(Outcome.Reason reason, int status, String type, String retryAfter) {
        http.cluster.answer = StubCluster.refused(reason);
        HttpResponse<String> put = http.put("/kv/cart?w=3", "milk");
        assertThat(put.statusCode()).isEqualTo(status);
        assertThat(put.headers().firstValue("retry-after").orElse("")).isEqualTo(retryAfter);
        WrongRequestsTest.assertProblem(put, type);
    }

    @Test
    void aClusterThatIsSmallerThanItsOwnQuorumIsNoFaultOfTheRequest() {
        http.cluster.answer = StubCluster.refused(Outcome.Reason.IMPOSSIBLE_QUORUM);
        assertThat(http.get("/kv/cart").statusCode()).isEqualTo(503);
        assertThat(http.get("/kv/cart?r=3").statusCode()).isEqualTo(400);
    }

    @Test
    void everyReasonHasAProblem() {
        for (Outcome.Reason reason : Outcome.Reason.values()) {
            http.cluster.answer = StubCluster.refused(reason);
            assertThat(http.get("/kv/cart").statusCode()).as(reason.name()).isBetween(400, 503);
        }
    }

    @Test
    void whatNobodyKnowsIsAGatewayTimeoutForReadsAndWrites() {
        http.cluster.answer = CompletableFuture.completedFuture(new Outcome.Unknown(Outcome.Reason.TIMEOUT));
        HttpResponse<String> put = http.put("/kv/cart", "milk");
        assertThat(put.statusCode()).isEqualTo(504);
        WrongRequestsTest.assertProblem(put, "unknown");
        assertThat(Http.json(put).get("detail").asText()).contains("it may have happened");
        assertThat(http.get("/kv/cart").statusCode()).isEqualTo(504);
    }

    @Test
    void aClusterThatCannotBeAskedIsNotReady() {
        http.cluster.answer = CompletableFuture.failedFuture(new IllegalStateException("the client is closed"));
        HttpResponse<String> got = http.get("/kv/cart");
        assertThat(got.statusCode()).isEqualTo(503);
        WrongRequestsTest.assertProblem(got, "not-ready");
    }
}
