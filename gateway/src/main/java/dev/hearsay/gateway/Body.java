package dev.hearsay.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/**
 * Reads the body of a request. One that announces more than a value may have, or more than there is room for, is refused before any
 * of it is read; one that announces nothing, as soon as it is too long.
 */
final class Body {
    static final Problem NO_ROOM = new Problem(
            Problem.Type.OVERLOADED,
            "The gateway holds as many bytes of requests and answers as it may; try again soon.");

    private final Exchange exchange;
    private final long largest;
    private final Consumer<Buffer> whole;
    private final Consumer<Problem> refused;
    private final Buffer read = Buffer.buffer();
    private long held;
    private boolean over;

    private Body(Exchange exchange, long largest, Consumer<Buffer> whole, Consumer<Problem> refused) {
        this.exchange = exchange;
        this.largest = largest;
        this.whole = whole;
        this.refused = refused;
    }

    /**
     * Exactly one of the two is called, once.
     *
     * @param whole told the bytes
     * @param refused told why not; null if the client went away before the end
     */
    static void read(Exchange exchange, long largest, Consumer<Buffer> whole, Consumer<Problem> refused) {
        new Body(exchange, largest, whole, refused).begin();
    }

    private void begin() {
        HttpServerRequest request = exchange.request();
        if (!take(announced(request))) {
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        request.handler(chunk -> {
            if (!over && take(Math.max(0, read.length() + chunk.length() - held))) {
                read.appendBuffer(chunk);
            }
        });
        request.exceptionHandler(broken -> end(() -> refused.accept(null)));
        request.endHandler(done -> end(() -> whole.accept(read)));
    }

    /** 0 if it says nothing. */
    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            return 0;
        }
        return length.matches("[0-9]{1,18}") ? Long.parseLong(length) : Long.MAX_VALUE;
    }

    private boolean take(long more) {
        if (more > largest - held) {
            String sentence = "The value is larger than " + largest + " bytes, which is the most that the store takes.";
            end(() -> refused.accept(new Problem(Problem.Type.VALUE_TOO_LARGE, sentence)));
            return false;
        }
        if (!exchange.hold(more)) {
            end(() -> refused.accept(NO_ROOM));
            return false;
        }
        held += more;
        return true;
    }

    private void end(Runnable told) {
        if (!over) {
            over = true;
            told.run();
        }
    }
}
