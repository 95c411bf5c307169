package dev.hearsay.gateway;

import dev.hearsay.api.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Supplier;

/** One request and its answer, which is given once; and the room that it takes until the answer has left. On the event loop. */
final class Exchange {
    private static final String RETRY_SECONDS = "1";

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Room room;
    private boolean entered;
    private long held;

    Exchange(HttpServerRequest request, Room room) {
        this.request = request;
        this.room = room;
        this.response = request.response();
    }

    HttpServerRequest request() {
        return request;
    }

    /** @throws Problem.Found if too many requests are under way */
    void enter() {
        room.enter();
        entered = true;
    }

    /** @return false if there is no room for so many bytes more of this request and its answer */
    boolean hold(long more) {
        boolean fits = room.hold(more);
        held += fits ? more : 0;
        return fits;
    }

    /** The answer has left, or nobody waits for it. */
    void leave() {
        room.drop(held);
        held = 0;
        if (entered) {
            entered = false;
            room.leave();
        }
    }

    /** What the client now has seen of the key. */
    Exchange seen(Context context) {
        response.putHeader(Parameters.CONTEXT, context.toString());
        return this;
    }

    Exchange header(CharSequence name, CharSequence value) {
        response.putHeader(name, value);
        return this;
    }

    /** @return when it has left, or cannot any more */
    Future<Void> answer(int status, String type, Buffer body) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, type);
        return end(status, body);
    }

    Future<Void> nothing() {
        return end(204, Buffer.buffer());
    }

    Future<Void> problem(Problem problem) {
        Problem.Type type = problem.type();
        if (type.passes()) {
            response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return answer(type.status(), "application/problem+json", Json.of(problem));
    }

    private Future<Void> end(int status, Buffer body) {
        if (response.closed() || response.ended()) {
            return Future.succeededFuture();
        }
        // Answers about keys are true when they are given. What a client stored is not to be taken for a page.
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store").putHeader("X-Content-Type-Options", "nosniff");
        response.setStatusCode(status);
        if (request.isEnded()) {
            return response.end(body);
        }
        return ignoringTheRest(() -> response.end(body));
    }

    /**
     * A body that nobody wants. A client that waits for leave to send it is told the answer in its place, and the connection ends; others
     * are let finish, or they would not read the answer.
     */
    private Future<Void> ignoringTheRest(Supplier<Future<Void>> answer) {
        request.handler(chunk -> {});
        request.exceptionHandler(broken -> {});
        request.resume();
        if (!request.headers().contains(HttpHeaders.EXPECT)) {
            return answer.get();
        }
        response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        return answer.get().eventually(() -> request.connection().close());
    }

    int status() {
        return response.getStatusCode();
    }
}
