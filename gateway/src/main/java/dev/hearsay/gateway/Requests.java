package dev.hearsay.gateway;

import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every request: to whom it goes, and what becomes of one that nobody can answer. */
final class Requests {
    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

    private final KeyRequests keys;
    private final NodeRequests node;
    private final Room room;
    private final Times times;

    Requests(KeyRequests keys, NodeRequests node, Room room, Times times) {
        this.keys = keys;
        this.node = node;
        this.room = room;
        this.times = times;
    }

    void handle(HttpServerRequest request) {
        Route route = Route.of(request.path());
        Exchange exchange = new Exchange(request, room);
        measure(exchange, route);
        try {
            dispatch(exchange, route);
        } catch (Problem.Found e) {
            exchange.problem(e.problem()).onComplete(left -> exchange.leave());
        } catch (RuntimeException e) {
            LOG.error("a request failed", e);
            exchange.problem(new Problem(Problem.Type.FAILED, "The gateway failed; its log says more."))
                    .onComplete(left -> exchange.leave());
        }
    }

    private void measure(Exchange exchange, Route route) {
        long since = times.now();
        String method = exchange.request().method().name();
        exchange.request().response().bodyEndHandler(ended -> times.ended(route, method, exchange.status(), since));
    }

    private void dispatch(Exchange exchange, Route route) {
        HttpServerRequest request = exchange.request();
        if (route == null) {
            throw new Problem.Found(
                    Problem.Type.NO_SUCH_PATH,
                    "There is nothing at this path; " + Route.OPENAPI.template() + " says what there is.");
        }
        if (!route.methods().contains(request.method())) {
            exchange.header(HttpHeaders.ALLOW, route.allowed());
            throw new Problem.Found(
                    Problem.Type.BAD_METHOD,
                    "The path " + route.template() + " has the methods " + route.allowed() + " and no other.");
        }
        if (route == Route.KEY) {
            keys.handle(exchange);
        } else {
            node.handle(exchange, route);
        }
    }

    /** What Netty could not read. Nothing after it on the connection can be. */
    void handleInvalid(HttpServerRequest request) {
        boolean tooLong = request.decoderResult().cause() instanceof TooLongFrameException;
        Exchange exchange = new Exchange(request, room).header(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        exchange.problem(new Problem(
                Problem.Type.BAD_REQUEST,
                tooLong
                        ? "The request line or the headers are longer than they may be."
                        : "The request is not written as HTTP wants it."));
    }
}
