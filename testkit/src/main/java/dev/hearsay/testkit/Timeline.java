package dev.hearsay.testkit;

import dev.hearsay.api.port.Cancellable;
import dev.hearsay.api.port.Environment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Virtual time for one lane that all members of a group share. Events at the same time happen in the order they were asked for. */
public final class Timeline implements Environment {
    private static final class Event implements Cancellable {
        final long atNanos;
        final long order;
        Runnable task;

        Event(long atNanos, long order, Runnable task) {
            this.atNanos = atNanos;
            this.order = order;
            this.task = task;
        }

        @Override
        public void cancel() {
            task = () -> {};
        }
    }

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.<Event>comparingLong(e -> e.atNanos).thenComparingLong(e -> e.order));
    private final RandomGenerator random;
    private long now;
    private long asked;

    public Timeline(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Lets the next event happen. False if there is none. */
    public boolean step() {
        Event next = events.poll();
        if (next == null) {
            return false;
        }
        now = next.atNanos;
        next.task.run();
        return true;
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public InstantSource wallClock() {
        return InstantSource.fixed(Instant.ofEpochSecond(0, now));
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public Cancellable after(Duration delay, Runnable task) {
        Event event = new Event(now + delay.toNanos(), asked++, task);
        events.add(event);
        return event;
    }
}
