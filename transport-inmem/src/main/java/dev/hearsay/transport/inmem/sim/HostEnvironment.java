package dev.hearsay.transport.inmem.sim;

import dev.hearsay.api.port.Cancellable;
import dev.hearsay.api.port.Environment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** What one component of one life of a host sees of time and chance. */
final class HostEnvironment implements Environment {
    /** Virtual time begins on 1 January 2000, far from any zero that a program may treat in a special way. */
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private final SimulatedHost host;
    private final Simulation simulation;
    private final int life;
    private final String component;
    private final long identity;
    private RandomGenerator random;

    HostEnvironment(SimulatedHost host, int life, String component) {
        this.host = host;
        this.simulation = host.simulation();
        this.life = life;
        this.component = component;
        this.identity = Hash.mix(host.identity(), Hash.of(component));
    }

    @Override
    public long nanoTime() {
        return simulation.nanoTime();
    }

    @Override
    public InstantSource wallClock() {
        return () -> EPOCH.plusNanos(simulation.nanoTime()).plus(host.clockOffset());
    }

    @Override
    public RandomGenerator random() {
        if (random == null) {
            random = simulation.streams().stream(host.address().toString(), component, "life " + life);
        }
        return random;
    }

    @Override
    public Cancellable after(Duration delay, Runnable task) {
        return after(delay.toNanos(), task);
    }

    Cancellable after(long nanos, Runnable task) {
        Timer timer = new Timer(this, task);
        simulation.schedule(timer, simulation.later(nanos));
        return timer;
    }

    /** One timer; it is its own handle. */
    private static final class Timer extends Event implements Cancellable {
        private final HostEnvironment owner;
        private Runnable task;

        Timer(HostEnvironment owner, Runnable task) {
            this.owner = owner;
            this.task = task;
        }

        @Override
        public void cancel() {
            task = null;
            owner.simulation.cancel(this);
        }

        @Override
        void run() {
            if (task != null && !owner.host.defers(this, owner.life)) {
                task.run();
            }
        }

        @Override
        long identity() {
            return owner.identity;
        }
    }
}
