package dev.hearsay.gateway;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the cluster for one request: holds a place while there is no answer, and comes back to the event loop with it. */
final class Asking {
    private static final Logger LOG = LoggerFactory.getLogger(Asking.class);

    private final Context loop;

    Asking(Context loop) {
        this.loop = loop;
    }

    /** @throws Problem.Found if too many requests are under way */
    <A> void ask(Exchange exchange, Supplier<CompletionStage<A>> question, Function<A, Future<Void>> answer) {
        exchange.enter();
        put(exchange, question, answer);
    }

    /**
     * The same with the body of the request, which is read first.
     *
     * @throws Problem.Found if too many requests are under way
     */
    <A> void askWithBody(
            Exchange exchange,
            long largest,
            Function<Buffer, CompletionStage<A>> question,
            Function<A, Future<Void>> answer) {
        exchange.enter();
        Body.read(exchange, largest, body -> put(exchange, () -> question.apply(body), answer), problem -> {
            Future<Void> left = problem == null ? Future.succeededFuture() : exchange.problem(problem);
            left.onComplete(done -> exchange.leave());
        });
    }

    private <A> void put(Exchange exchange, Supplier<CompletionStage<A>> question, Function<A, Future<Void>> answer) {
        CompletionStage<A> asked;
        try {
            asked = question.get();
        } catch (RuntimeException e) {
            answered(exchange, null, e, answer);
            return;
        }
        asked.whenComplete((found, failure) -> loop.runOnContext(here -> answered(exchange, found, failure, answer)));
    }

    private <A> void answered(Exchange exchange, A found, Throwable failure, Function<A, Future<Void>> answer) {
        Future<Void> left;
        try {
            left = failure == null ? answer.apply(found) : exchange.problem(notAsked(failure));
        } catch (RuntimeException e) {
            LOG.error("a request failed", e);
            left = exchange.problem(new Problem(Problem.Type.FAILED, "The gateway failed; its log says more."));
        }
        left.onComplete(done -> exchange.leave());
    }

    private static Problem notAsked(Throwable failure) {
        LOG.debug("the cluster could not be asked: {}", failure.toString());
        return new Problem(Problem.Type.NOT_READY, "The node does not answer now; ask another, or try again soon.");
    }
}
