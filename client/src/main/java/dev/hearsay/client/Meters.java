package dev.hearsay.client;

import dev.hearsay.api.request.Outcome;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What a client measures of itself:
 *
 * <ul>
 *   <li>{@code hearsay.client.requests}: a timer, from the caller's call to the outcome, by {@code operation} (get, put, delete) and {@code
 *       outcome} (done, refused, unknown)
 *   <li>{@code hearsay.client.in.flight}: requests without an outcome
 *   <li>{@code hearsay.client.repeated}: attempts beyond the first
 *   <li>{@code hearsay.client.connections}: open ones
 * </ul>
 *
 * Without a registry nothing is measured, nor is the time read.
 */
final class Meters {
    private static final String[] OPERATIONS = {"get", "put", "delete"};
    private static final String[] OUTCOMES = {"done", "refused", "unknown"};

    private final LongSupplier nanoTime;
    private final Timer[][] timers;

    /** @param registry null for none */
    Meters(MeterRegistry registry, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.timers = registry == null ? null : new Timer[OPERATIONS.length][OUTCOMES.length];
        for (int i = 0; registry != null && i < OPERATIONS.length; i++) {
            for (int j = 0; j < OUTCOMES.length; j++) {
                timers[i][j] = Timer.builder("hearsay.client.requests")
                        .description("From the caller's call to the outcome")
                        .tag("operation", OPERATIONS[i])
                        .tag("outcome", OUTCOMES[j])
                        .publishPercentileHistogram()
                        .register(registry);
            }
        }
    }

    /** What is read only when somebody looks. */
    static void watch(MeterRegistry registry, AtomicInteger inFlight, AtomicLong repeated, LongSupplier connections) {
        if (registry == null) {
            return;
        }
        Gauge.builder("hearsay.client.in.flight", inFlight, AtomicInteger::get)
                .description("Requests without an outcome")
                .register(registry);
        FunctionCounter.builder("hearsay.client.repeated", repeated, AtomicLong::get)
                .description("Attempts beyond the first")
                .register(registry);
        Gauge.builder("hearsay.client.connections", connections::getAsLong)
                .description("Open connections")
                .register(registry);
    }

    void ended(Call call, Outcome outcome) {
        if (timers != null) {
            int operation = call.isRead() ? 0 : call.question.mutation().isDelete() ? 2 : 1;
            int kind = outcome instanceof Outcome.Done ? 0 : outcome instanceof Outcome.Refused ? 1 : 2;
            long took = nanoTime.getAsLong() - call.begunNanos;
            timers[operation][kind].record(took, TimeUnit.NANOSECONDS);
        }
    }
}
