package dev.hearsay.cli;

import dev.hearsay.transport.tcp.TcpLane;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** What is done on a lane for somebody who waits for it. It comes to an end whatever is thrown there: nobody waits for ever. */
final class OnLane {
    private OnLane() {}

    /** @param ended the answer if the lane has ended */
    static <T> CompletableFuture<T> ask(TcpLane lane, Supplier<T> question, T ended) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (!lane.run(() -> settle(answer, question))) {
            answer.complete(ended);
        }
        return answer;
    }

    /** Done as well if the lane has ended. */
    static CompletableFuture<Void> run(TcpLane lane, Runnable task) {
        return ask(
                lane,
                () -> {
                    task.run();
                    return null;
                },
                null);
    }

    private static <T> void settle(CompletableFuture<T> answer, Supplier<T> question) {
        try {
            answer.complete(question.get());
        } catch (Throwable e) { // an Error as well: it must not look like a node that takes its time
            answer.completeExceptionally(e);
        }
    }
}
