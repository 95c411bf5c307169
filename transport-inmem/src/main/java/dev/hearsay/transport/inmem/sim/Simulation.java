package dev.hearsay.transport.inmem.sim;

import dev.hearsay.api.Address;
import dev.hearsay.api.port.Cancellable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * One run in virtual time, on one thread. What happens in it is a function of the seed, the options and what the program on it
 * does: the same seed gives the same events, in another JVM and on another machine too.
 */
public final class Simulation {
    private final Streams streams;
    private final EventQueue queue = new EventQueue();
    private final SimulatedNetwork network;
    private final Map<Address, SimulatedHost> hosts = new HashMap<>();
    private long now;
    private long events;
    private long digest;

    public Simulation(long seed, NetworkOptions options) {
        this.streams = new Streams(seed);
        this.network = new SimulatedNetwork(this, options);
    }

    /** Virtual nanoseconds since the run began. */
    public long nanoTime() {
        return now;
    }

    public Streams streams() {
        return streams;
    }

    public SimulatedNetwork network() {
        return network;
    }

    /** The host at an address, made on first use. */
    public SimulatedHost host(Address address) {
        SimulatedHost host = hosts.get(address);
        if (host == null) {
            host = new SimulatedHost(this, address, hosts.size());
            hosts.put(address, host);
        }
        return host;
    }

    /** For the harness itself: on no host, and so never paused. */
    public Cancellable after(Duration delay, Runnable task) {
        return at(later(delay.toNanos()), task);
    }

    /** At a virtual time, or now if that has passed. */
    public Cancellable at(long nanos, Runnable task) {
        HarnessTask event = new HarnessTask(task);
        schedule(event, nanos);
        return () -> queue.remove(event);
    }

    /** Handles every event up to {@code nanos}; then the clock stands there. False if nothing is left to happen. */
    public boolean runUntil(long nanos) {
        while (!queue.isEmpty() && queue.nextAt() <= nanos) {
            step();
        }
        now = Math.max(now, nanos);
        return !queue.isEmpty();
    }

    /** Goes on until the condition is false, nothing is left, or the horizon is reached. True if the condition turned false. */
    public boolean runWhile(BooleanSupplier goOn, long horizonNanos) {
        while (goOn.getAsBoolean()) {
            if (queue.isEmpty() || queue.nextAt() > horizonNanos) {
                return false;
            }
            step();
        }
        return true;
    }

    /** How many events were handled. */
    public long events() {
        return events;
    }

    /** How many events are still to happen. */
    public int pending() {
        return queue.size();
    }

    /**
     * A digest of every event that was handled, in order: its time and its kind; of a message, the endpoints, the channel and the
     * size; of a timer, the host and the component. The order in which hosts were made leaves no trace in it.
     */
    public long traceDigest() {
        return digest;
    }

    /** The time {@code nanos} from now, or the end of time if that comes first. */
    long later(long nanos) {
        return nanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + nanos;
    }

    /** At a virtual time, or now if that has passed. */
    void schedule(Event event, long at) {
        queue.add(event, Math.max(at, now));
    }

    void cancel(Event event) {
        queue.remove(event);
    }

    private void step() {
        now = queue.nextAt();
        Event event = queue.poll();
        events++;
        digest = Hash.mix(digest ^ now ^ event.identity() * 31);
        event.run();
    }

    private static final class HarnessTask extends Event {
        private final Runnable task;

        HarnessTask(Runnable task) {
            this.task = task;
        }

        @Override
        void run() {
            task.run();
        }

        @Override
        long identity() {
            return 1;
        }
    }
}
