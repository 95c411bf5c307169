package dev.hearsay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Size;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked wrongly is answered with one sentence, and the next request with what it asked for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WrongRequestsTest {
    private final Http http = new Http();

    @AfterEach
    void nobodyWasAskedAndTheGatewayLivesOn() {
        assertThat(http.get("/health").statusCode()).isEqualTo(200);
        assertThat(http.cluster.asked).isEmpty();
    }

    @AfterAll
    void close() {
        http.close();
    }

    static void assertProblem(HttpResponse<String> response, String type) {
        assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
        JsonNode problem = Http.json(response);
        assertThat(problem.get("type").asText()).isEqualTo("urn:hearsay:problem:" + type);
        assertThat(problem.get("status").asInt()).isEqualTo(response.statusCode());
        assertThat(problem.get("title").asText()).isNotBlank();
        assertThat(problem.get("detail").asText()).matches("[A-Z][^\\n]*[.?]").doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "r=0           | must be a number of replicas from 1 to 64, not \"0\"",
                "r=-1          | not \"-1\"",
                "r=many        | not \"many\"",
                "r=            | not \"\"",
                "r=99999999999 | not \"99999999999\"",
                "r=1&r=2       | The parameter r is given more than once.",
                "w=2           | GET has no parameter \"w\": it belongs to writes.",
                "durability=disk | GET has no parameter \"durability\": it belongs to writes.",
                "timeoutt=1s   | did you mean timeout?",
                "timeout=5     | must be a time such as 500ms or 2s",
                "timeout=0ms   | up to 60s, not \"0ms\"",
                "timeout=61s   | up to 60s, not \"61s\"",
                "x%22%0a=1     | GET has no parameter \"x??\""
            })
    void aParameterThatCannotBeUsed(String query, String sentence) {
        HttpResponse<String> got = http.get("/kv/cart?" + query);
        assertThat(got.statusCode()).isEqualTo(400);
        assertProblem(got, "bad-parameter");
        assertThat(Http.json(got).get("detail").asText()).contains(sentence);
    }

    @Test
    void aWriteHasParametersOfItsOwn() {
        assertThat(Http.json(http.put("/kv/cart?r=1", "x")).get("detail").asText())
                .contains("PUT has no parameter \"r\": it belongs to reads.");
        assertThat(Http.json(http.put("/kv/cart?durability=tape", "x"))
                        .get("detail")
                        .asText())
                .contains("must be memory or disk, not \"tape\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/kv/", "/kv/a%", "/kv/a%2", "/kv/%zz", "/kv/%%41"})
    void aPathThatNamesNoKey(String path) {
        String answer = http.raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer).matches("(?s)HTTP/1.[01] 400 .*").contains("urn:hearsay:problem:bad-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not base64!", "====", "AAA A", "\u00e4"})
    void aContextThatIsNone(String context) {
        String answer = http.raw("PUT /kv/cart HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 4\r\n"
                + Parameters.CONTEXT + ": " + context + "\r\n\r\nmilk");
        assertThat(answer).startsWith("HTTP/1.1 409 ").contains("urn:hearsay:problem:bad-context");
    }

    @Test
    void twoContextsAreOneTooMany() {
        var put = http.to("/kv/cart").header(Parameters.CONTEXT, "AA").header(Parameters.CONTEXT, "AQ");
        assertProblem(http.ask(put.PUT(BodyPublishers.ofString("x"))), "bad-context");
    }

    @ParameterizedTest
    @ValueSource(strings = {"If-Match", "If-None-Match", "If-Unmodified-Since"})
    void aConditionIsNotIgnored(String header) {
        HttpResponse<String> put =
                http.ask(http.to("/kv/cart").header(header, "*").PUT(BodyPublishers.ofString("x")));
        assertThat(put.statusCode()).isEqualTo(400);
        assertProblem(put, "conditional");
    }

    @ParameterizedTest
    @CsvSource({
        "POST,   /kv/cart, 'GET, PUT, DELETE'",
        "PATCH,  /kv/cart, 'GET, PUT, DELETE'",
        "PUT,    /status,  GET",
        "DELETE, /metrics, GET",
        "POST,   /health,  GET"
    })
    void aMethodThatAPathDoesNotHave(String method, String path, String allowed) {
        HttpResponse<String> got = http.ask(http.to(path).method(method, BodyPublishers.ofString("x")));
        assertThat(got.statusCode()).isEqualTo(405);
        assertThat(got.headers().firstValue("allow")).hasValue(allowed);
        assertProblem(got, "bad-method");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/kv", "/kvx/a", "/status/", "/Status", "/metrics/x", "/favicon.ico"})
    void aPathAtWhichThereIsNothing(String path) {
        HttpResponse<String> got = http.get(path);
        assertThat(got.statusCode()).isEqualTo(404);
        assertProblem(got, "no-such-path");
    }

    @Test
    void aLineOrHeadersThatAreTooLong() {
        String rest = " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
        assertThat(http.raw("GET /kv/" + "k".repeat(20_000) + rest + "\r\n"))
                .matches("(?s)HTTP/1.[01] 400 .*")
                .contains("longer than they may be");
        assertThat(http.raw("GET /kv/cart" + rest + "X: " + "y".repeat(70_000) + "\r\n\r\n"))
                .matches("(?s)HTTP/1.[01] 400 .*")
                .contains("longer than they may be");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "GET /kv/cart HTTP/9.x\r\n\r\n",
                "GET /kv/cart HTTP/1.1\r\nHost x\r\n\r\n",
                "PUT /kv/cart HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
                "PUT /kv/cart HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "PUT /kv/cart HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
            })
    void whatIsNoHttpEndsTheConnection(String request) {
        assertThat(http.raw(request))
                .satisfiesAnyOf(
                        answer -> assertThat(answer)
                                .matches("(?s)HTTP/1.[01] 400 .*")
                                .doesNotContain("Exception"),
                        answer -> assertThat(answer).isEmpty());
    }

    @Test
    void anAddressThatIsNoneOrATakenPortIsSaidInASentence() {
        String taken = http.gateway.address().toString();
        assertThatThrownBy(() -> new Http(new GatewaySettings(taken, 1, 1, new Size(1000))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("hearsay.gateway.listen: cannot listen at " + taken
                        + " (Address already in use); stop whoever has the port, or choose another");
        assertThatThrownBy(() -> new Http(new GatewaySettings("somewhere", 1, 1, new Size(1000))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("hearsay.gateway.listen: somewhere is no address; write host:port");
    }
}
