package dev.hearsay.api.port;

import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Time, chance and timers, as one component of one node sees them. Everything it runs, it runs on the lane it belongs to, one
 * thing after the other.
 */
public interface Environment {
    /** Nanoseconds of a clock that never falls and that no administrator can set. Only differences mean anything. */
    long nanoTime();

    /** The clock on the wall, for stamps that people or other nodes read. It may jump either way. */
    InstantSource wallClock();

    /** This component's own stream, named by (seed, node, component), so that what one component draws shifts no other. */
    RandomGenerator random();

    /** Runs a task on this lane, once, not before {@code delay} has passed. To repeat, ask again. */
    Cancellable after(Duration delay, Runnable task);
}
