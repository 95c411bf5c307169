package dev.hearsay.gateway;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Everything but keys: what the node says of itself. */
final class NodeRequests {
    private static final String JSON = "application/json";

    private final Cluster cluster;
    private final Asking asking;
    private final PrometheusMeterRegistry registry;
    private final Buffer document = resource("openapi.yaml");

    NodeRequests(Cluster cluster, Asking asking, PrometheusMeterRegistry registry) {
        this.cluster = cluster;
        this.asking = asking;
        this.registry = registry;
    }

    private static Buffer resource(String name) {
        try (InputStream in = NodeRequests.class.getResourceAsStream(name)) {
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void handle(Exchange exchange, Route route) {
        switch (route) {
            case STATUS -> asking.ask(exchange, cluster::status, status -> exchange.answer(200, JSON, Json.of(status)));
            case RING -> asking.ask(exchange, cluster::ring, ring -> exchange.answer(200, JSON, Json.of(ring)));
            case READY -> asking.ask(exchange, cluster::serving, serving -> ready(exchange, serving));
            case HEALTH -> exchange.answer(200, JSON, Json.ofState("alive"));
            case METRICS ->
                exchange.answer(200, "text/plain; version=0.0.4; charset=utf-8", Buffer.buffer(registry.scrape()));
            case OPENAPI -> exchange.answer(200, "application/yaml", document);
            default -> throw new IllegalArgumentException("keys are asked for elsewhere");
        }
    }

    private static Future<Void> ready(Exchange exchange, boolean serving) {
        return serving
                ? exchange.answer(200, JSON, Json.ofState("ready"))
                : exchange.problem(
                        new Problem(Problem.Type.NOT_READY, "The node starts or stops, and takes no requests now."));
    }
}
