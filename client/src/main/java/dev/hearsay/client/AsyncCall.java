package dev.hearsay.client;

import dev.hearsay.api.request.Outcome;
import java.util.concurrent.CompletableFuture;

/** The caller goes on, and is told on the lane. */
final class AsyncCall extends Call {
    final CompletableFuture<Outcome> answer = new CompletableFuture<>();
    private final BoundContexts contexts;

    AsyncCall(Question question, long begunNanos, BoundContexts contexts) {
        super(question, begunNanos);
        this.contexts = contexts;
    }

    @Override
    void end(Outcome outcome) {
        answer.complete(contexts.bind(question.key(), outcome));
    }
}
