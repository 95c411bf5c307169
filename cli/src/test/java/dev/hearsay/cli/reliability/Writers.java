package dev.hearsay.cli.reliability;

import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.Durability;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.client.HearsayClient;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that read a key, and write it with the context of what they read, over and over; what they did is in the history. */
final class Writers {
    private static final int KEYS = 200;
    private static final long REST_MILLIS = 20;
    private static final RequestOptions READ = RequestOptions.quorum(0, 2, 0);

    private final HearsayClient client;
    private final WriteHistory history;
    private final RequestOptions write;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong notDone = new AtomicLong();
    private final List<CompletableFuture<Void>> running = new ArrayList<>();

    Writers(HearsayClient client, WriteHistory history, Durability durability) {
        this.client = client;
        this.history = history;
        this.write = new RequestOptions(0, 0, 2, 0, durability);
    }

    void start(int writers) {
        for (int i = 0; i < writers; i++) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            running.add(done);
            step(new Writer(i, new SplittableRandom(i)), done);
        }
    }

    /** When all have ended what they had begun. */
    void stop() {
        over.set(true);
        running.forEach(CompletableFuture::join);
    }

    long notDone() {
        return notDone.get();
    }

    private static final class Writer {
        final int number;
        final SplittableRandom random;
        long writes;

        Writer(int number, SplittableRandom random) {
            this.number = number;
            this.random = random;
        }
    }

    private void step(Writer writer, CompletableFuture<Void> done) {
        if (over.get()) {
            done.complete(null);
            return;
        }
        Key key = Key.of("key" + writer.random.nextInt(KEYS));
        client.getAsync(key, READ)
                .thenAcceptAsync(read -> {
                    if (read instanceof Outcome.Done found) {
                        write(writer, key, found, done);
                    } else {
                        later(writer, done);
                    }
                })
                .whenComplete((ignored, problem) -> failed(problem, done));
    }

    /** Who is refused at once does not ask again at once. */
    private void later(Writer writer, CompletableFuture<Void> done) {
        notDone.incrementAndGet();
        CompletableFuture.delayedExecutor(REST_MILLIS, TimeUnit.MILLISECONDS).execute(() -> step(writer, done));
    }

    private void write(Writer writer, Key key, Outcome.Done found, CompletableFuture<Void> done) {
        String value = writer.number + "-" + ++writer.writes;
        List<String> knew =
                found.reading().values().stream().map(Value::toString).toList();
        Context context = found.reading().context();
        history.tried(key.toString(), value, knew);
        client.putAsync(key, Value.of(value), context, write)
                .thenAcceptAsync(outcome -> {
                    if (outcome instanceof Outcome.Done) {
                        history.acknowledged(key.toString(), value);
                        step(writer, done);
                    } else {
                        later(writer, done);
                    }
                })
                .whenComplete((ignored, problem) -> failed(problem, done));
    }

    private static void failed(Throwable problem, CompletableFuture<Void> done) {
        if (problem != null) {
            done.completeExceptionally(problem);
        }
    }
}
