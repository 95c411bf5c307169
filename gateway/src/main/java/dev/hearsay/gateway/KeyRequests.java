package dev.hearsay.gateway;

import dev.hearsay.api.Key;
import dev.hearsay.api.Reading;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.function.Supplier;

/** {@code /kv/{key}}: gets, puts and deletes. */
final class KeyRequests {
    private static final String BYTES = "application/octet-stream";

    private final Cluster cluster;
    private final Asking asking;
    private final long largestValue;

    KeyRequests(Cluster cluster, Asking asking, long largestValue) {
        this.cluster = cluster;
        this.asking = asking;
        this.largestValue = largestValue;
    }

    /** @throws Problem.Found if there is something wrong with what is asked */
    void handle(Exchange exchange) {
        Key key = KeyPath.key(exchange.request().path());
        RequestOptions options = Parameters.options(exchange.request());
        if (exchange.request().method().equals(HttpMethod.GET)) {
            asking.ask(exchange, () -> cluster.get(key, options), outcome -> read(exchange, options, outcome));
            return;
        }
        Parameters.checkUnconditional(exchange.request());
        var context = Parameters.context(exchange.request());
        if (exchange.request().method().equals(HttpMethod.DELETE)) {
            asking.ask(
                    exchange,
                    () -> cluster.delete(key, context, options),
                    outcome -> written(exchange, options, outcome));
        } else {
            asking.askWithBody(
                    exchange,
                    largestValue,
                    body -> cluster.put(key, Value.of(body.getBytes()), context, options),
                    outcome -> written(exchange, options, outcome));
        }
    }

    private Future<Void> read(Exchange exchange, RequestOptions options, Outcome outcome) {
        if (!(outcome instanceof Outcome.Done done)) {
            return exchange.problem(OutcomeProblems.ofRead(outcome, options));
        }
        Reading reading = done.reading();
        exchange.seen(reading.context());
        if (reading.values().isEmpty()) {
            return exchange.problem(new Problem(Problem.Type.ABSENT, "The key has no value."));
        }
        if (reading.values().size() == 1) {
            Value value = reading.values().get(0);
            return held(exchange, value.size(), () -> exchange.answer(200, BYTES, Buffer.buffer(value.bytes())));
        }
        return several(exchange, 300, reading);
    }

    private Future<Void> written(Exchange exchange, RequestOptions options, Outcome outcome) {
        if (!(outcome instanceof Outcome.Done done)) {
            return exchange.problem(OutcomeProblems.ofWrite(outcome, options));
        }
        if (!exchange.hold(size(done.reading()))) {
            // It is done, and must not be asked for again. A context covers siblings: it only goes out with them.
            return exchange.nothing();
        }
        exchange.seen(done.reading().context());
        return done.reading().values().isEmpty() ? exchange.nothing() : show(exchange, 200, done.reading());
    }

    private static long size(Reading reading) {
        return reading.values().stream().mapToLong(Value::size).sum();
    }

    private Future<Void> several(Exchange exchange, int status, Reading reading) {
        return held(exchange, size(reading), () -> show(exchange, status, reading));
    }

    private static Future<Void> show(Exchange exchange, int status, Reading reading) {
        Siblings siblings = Siblings.of(reading, exchange.request().headers().getAll(HttpHeaders.ACCEPT));
        return exchange.answer(status, siblings.type(), siblings.body());
    }

    /** The bytes of an answer are held until they have left: somebody who does not read must not make them pile up. */
    private Future<Void> held(Exchange exchange, long bytes, Supplier<Future<Void>> answer) {
        return exchange.hold(bytes) ? answer.get() : exchange.problem(Body.NO_ROOM);
    }
}
