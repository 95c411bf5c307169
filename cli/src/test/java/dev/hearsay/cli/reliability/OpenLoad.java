package dev.hearsay.cli.reliability;

import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.client.HearsayClient;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Reads and writes, half and half, at a rate that waits for nobody, or as fast as so many clients can. What came of them is counted. */
final class OpenLoad {
    private static final int KEYS = 5_000;
    /** As many clients as there are, each with one operation at a time; what is due when all wait is put off. */
    private static final int MOST_AT_ONCE = 2_000;

    private static final byte[] FILLING = new byte[1024];

    private final List<HearsayClient> clients;
    private final SplittableRandom random = new SplittableRandom(1);
    private final Context[] contexts = new Context[KEYS];
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);
    private Counts counts = new Counts();

    /** Outcomes, and how long they took. */
    static final class Counts {
        long done;
        long refused;
        long unknown;
        long notBegun;
        final Histogram doneMicros = new Histogram(60_000_000L, 2);
        final Histogram refusedMicros = new Histogram(60_000_000L, 2);

        double doneMillis(double percentile) {
            return doneMicros.getValueAtPercentile(percentile) / 1e3;
        }

        double refusedMillis(double percentile) {
            return refusedMicros.getValueAtPercentile(percentile) / 1e3;
        }

        @Override
        public String toString() {
            return String.format(
                    "%d done (p50 %.0f ms, p99 %.0f ms), %d refused (p50 %.0f ms, p99 %.0f ms), %d unknown, %d not begun",
                    done,
                    doneMillis(50),
                    doneMillis(99),
                    refused,
                    refusedMillis(50),
                    refusedMillis(99),
                    unknown,
                    notBegun);
        }
    }

    OpenLoad(List<HearsayClient> clients) {
        this.clients = clients;
        Arrays.fill(contexts, Context.NONE);
    }

    /** Operations per second that are done with so many clients, each with one at a time. */
    double closed(int atOnce, long seconds) throws InterruptedException {
        Semaphore clientsFree = new Semaphore(atOnce);
        fresh();
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(seconds)) {
            clientsFree.acquire();
            operation().whenComplete((outcome, problem) -> clientsFree.release());
        }
        clientsFree.acquire(atOnce);
        return fresh().done / ((System.nanoTime() - begun) / 1e9);
    }

    /** Begins operations at a rate, as far as there are clients that are free. Does not wait for those that have no answer when the time is over. */
    Counts open(double perSecond, long millis) {
        fresh();
        long begun = System.nanoTime();
        long begin = 0;
        long due;
        do {
            due = System.nanoTime() - begun;
            for (long wanted = (long) (due / 1e9 * perSecond); begin < wanted; begin++) {
                if (free.tryAcquire()) {
                    operation().whenComplete((outcome, problem) -> free.release());
                } else {
                    notBegun();
                }
            }
            Patience.pass(1);
        } while (due < TimeUnit.MILLISECONDS.toNanos(millis));
        return fresh();
    }

    private synchronized Counts fresh() {
        Counts before = counts;
        counts = new Counts();
        return before;
    }

    private synchronized void notBegun() {
        counts.notBegun++;
    }

    private CompletableFuture<Void> operation() {
        long begun = System.nanoTime();
        int number = random.nextInt(KEYS);
        Key key = Key.of("key" + number);
        HearsayClient client = clients.get(random.nextInt(clients.size()));
        CompletableFuture<Outcome> answer = random.nextBoolean()
                ? client.getAsync(key, RequestOptions.DEFAULTS)
                : client.putAsync(key, value(), context(number), RequestOptions.DEFAULTS);
        return answer.thenAccept(outcome -> ended(number, outcome, System.nanoTime() - begun));
    }

    private Value value() {
        byte[] bytes = FILLING.clone();
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[i] = (byte) random.nextInt(256);
        }
        return Value.of(bytes);
    }

    private synchronized Context context(int key) {
        return contexts[key];
    }

    private synchronized void ended(int key, Outcome outcome, long nanos) {
        long micros = Math.max(0, nanos / 1000);
        if (outcome instanceof Outcome.Done done) {
            contexts[key] = done.reading().context();
            counts.done++;
            counts.doneMicros.recordValue(micros);
        } else if (outcome instanceof Outcome.Refused) {
            counts.refused++;
            counts.refusedMicros.recordValue(micros);
        } else {
            counts.unknown++;
        }
    }
}
