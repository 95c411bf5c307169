package dev.hearsay.transport.tcp;

import dev.hearsay.api.port.Cancellable;
import dev.hearsay.api.port.Environment;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** The clocks of the machine, chance that nobody can repeat, and timers of the event loop. */
final class LaneEnvironment implements Environment {
    private static final Cancellable NEVER = () -> {};

    private final EventLoop loop;
    private final RandomGenerator random = new SplittableRandom();

    LaneEnvironment(EventLoop loop) {
        this.loop = loop;
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
            Future<?> timer = loop.schedule(() -> TcpLane.guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> timer.cancel(false);
        } catch (RejectedExecutionException e) {
            return NEVER;
        }
    }
}
