package dev.hearsay.transport.inmem.realtime;

import dev.hearsay.api.port.Cancellable;
import dev.hearsay.api.port.Environment;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** The clocks of the machine, chance that nobody can repeat, and timers on the host's lane. */
final class LiveEnvironment implements Environment {
    private static final Cancellable NEVER = () -> {};

    private final LiveHost host;
    private final RandomGenerator random = new SplittableRandom();

    LiveEnvironment(LiveHost host) {
        this.host = host;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public InstantSource wallClock() {
        return InstantSource.system();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public Cancellable after(Duration delay, Runnable task) {
        try {
            Future<?> timer = host.lane().schedule(() -> LiveHost.guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> timer.cancel(false);
        } catch (RejectedExecutionException e) {
            return NEVER;
        }
    }
}
