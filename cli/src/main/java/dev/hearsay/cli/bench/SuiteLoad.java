package dev.hearsay.cli.bench;

import dev.hearsay.api.Key;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.observer.workload.Kind;
import dev.hearsay.observer.workload.Load;
import dev.hearsay.observer.workload.LoadHost;
import dev.hearsay.observer.workload.Workload;
import dev.hearsay.observer.workload.WorkloadSettings;
import dev.hearsay.transport.tcp.TcpLane;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A workload of a suite, on a real cluster and in real time: the load that simulations run, on a lane of its own. Every client carries
 * the contexts that it was itself given. Of commits it learns when its client is told.
 */
final class SuiteLoad implements Loop, LoadHost {
    /** Pairs of client and key whose contexts are kept. */
    private static final int MOST_SLOTS = 1 << 22;

    private final TcpLane lane = new TcpLane("hearsay-bench");
    private final Environment environment = lane.environment();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Map<Long, Slot> slots = new HashMap<>();
    private final ArrayDeque<Flight> idle = new ArrayDeque<>();
    private final Workload workload;
    private final long seed;
    private final Function<Consumer<Flight>, Flight> flights;
    private final Consumer<Flight> ended;
    private Load load;
    private int inFlight;
    private boolean full;
    private boolean stopped;

    SuiteLoad(Workload workload, long seed, Function<Consumer<Flight>, Flight> flights, Consumer<Flight> ended) {
        this.workload = workload;
        this.seed = seed;
        this.flights = flights;
        this.ended = ended;
    }

    @Override
    public void run() throws InterruptedException {
        lane.run(() -> {
            load = workload.load(this);
            load.start();
        });
        over.await();
        lane.close();
    }

    @Override
    public void stop() {
        lane.run(() -> {
            stopped = true;
            endIfStopped();
        });
    }

    /** Whether as many were in flight as may be. After the run. */
    boolean wasFull() {
        return full;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void after(long delayNanos, Runnable task) {
        environment.after(Duration.ofNanos(Math.max(0, delayNanos)), task);
    }

    @Override
    public RandomGenerator stream(String purpose, int client) {
        return new SplittableRandom(Draw.scrambled(Draw.scrambled(seed * 31 + purpose.hashCode()) + client));
    }

    @Override
    public void issue(int client, Kind kind, int key, int valueSize, long intendedNanos) {
        if (stopped) {
            return;
        }
        Flight flight = idle.poll();
        if (flight == null) {
            flight = flights.apply(this::ended);
        }
        inFlight++;
        full |= inFlight >= workload.settings().inFlight();
        Act act = switch (kind) {
            case READ -> Act.READ;
            case PUT -> Act.UPDATE;
            case DELETE -> Act.DELETE;
        };
        flight.set(act, slot(client, key), key, valueSize);
        flight.begin(client, intendedNanos);
    }

    private Slot slot(int client, int key) {
        Key asked = workload.keys().key(key);
        if (workload.settings().context() == WorkloadSettings.ContextUse.NONE) {
            return new Slot(asked);
        }
        long pair = (long) client << Integer.SIZE | key;
        Slot known = slots.get(pair);
        if (known == null) {
            known = new Slot(asked);
            if (slots.size() < MOST_SLOTS) {
                slots.put(pair, known);
            }
        }
        return known;
    }

    /** On the thread that brought the answer. */
    private void ended(Flight flight) {
        ended.accept(flight);
        lane.run(() -> answered(flight));
    }

    private void answered(Flight flight) {
        inFlight--;
        int client = flight.client();
        int key = flight.record();
        boolean committed = flight.act() != Act.READ && flight.outcome() instanceof Outcome.Done;
        idle.add(flight);
        if (stopped) {
            endIfStopped();
            return;
        }
        if (committed && load.wantsCommits()) {
            load.committed(client, key);
        }
        load.answered(client);
    }

    private void endIfStopped() {
        if (stopped && inFlight == 0) {
            over.countDown();
        }
    }

    @Override
    public void beforeRound(int client) {
        // The dice of a condition are thrown by whoever carries it out.
    }

    @Override
    public void ended() {
        over.countDown();
    }
}
