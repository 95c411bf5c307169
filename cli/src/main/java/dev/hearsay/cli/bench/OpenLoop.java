package dev.hearsay.cli.bench;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Operations that begin by a schedule that waits for no answer. The schedule is a function of the seed. When as many are in flight as
 * may be, those that are due begin late, and carry their wait; what is still due when the schedule ends never begins.
 */
final class OpenLoop implements Loop {
    /** Nobody is woken more exactly than this. */
    private static final long SOON_NANOS = 20_000;

    private final Schedule schedule;
    private final Plan plan;
    private final Function<Consumer<Flight>, Flight> flights;
    private final Consumer<Flight> ended;
    private final ConcurrentLinkedQueue<Flight> idle = new ConcurrentLinkedQueue<>();
    private final Semaphore room;
    private volatile boolean stopped;
    private volatile boolean full;
    private long offered;
    private long neverBegun;

    /**
     * When operations begin, and whose they are.
     *
     * @param rate operations a second
     * @param poisson whether they arrive at random; otherwise evenly
     * @param clients each arrival is one of theirs, at random
     * @param inFlight operations without an answer at a time
     * @param countsFromNanos arrivals from then on are counted
     */
    record Schedule(
            double rate,
            boolean poisson,
            int clients,
            int inFlight,
            long beginNanos,
            long countsFromNanos,
            long endNanos,
            RandomGenerator random) {}

    OpenLoop(Schedule schedule, Plan plan, Function<Consumer<Flight>, Flight> flights, Consumer<Flight> ended) {
        this.schedule = schedule;
        this.plan = plan;
        this.flights = flights;
        this.ended = ended;
        this.room = new Semaphore(schedule.inFlight());
    }

    @Override
    public void run() throws InterruptedException {
        double gap = 1e9 / schedule.rate();
        double next = 0;
        while (!stopped) {
            next += schedule.poisson() ? schedule.random().nextExponential() * gap : gap;
            long due = schedule.beginNanos() + (long) next;
            if (due - schedule.endNanos() >= 0) {
                break;
            }
            offered += due - schedule.countsFromNanos() >= 0 ? 1 : 0;
            await(due);
            if (!begin(due)) {
                neverBegun++;
            }
        }
        room.acquire(schedule.inFlight());
    }

    private void await(long due) {
        for (long left = due - System.nanoTime(); left > SOON_NANOS && !stopped; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private boolean begin(long due) throws InterruptedException {
        int client = schedule.random().nextInt(schedule.clients());
        if (!room.tryAcquire()) {
            full = true;
            long left = schedule.endNanos() - System.nanoTime();
            if (left <= 0 || !room.tryAcquire(left, TimeUnit.NANOSECONDS)) {
                return false;
            }
        }
        Flight flight = idle.poll();
        if (flight == null) {
            flight = flights.apply(this::ended);
        }
        if (!plan.next(client, flight)) {
            stopped = true;
            room.release();
            return false;
        }
        flight.begin(client, due);
        return true;
    }

    private void ended(Flight flight) {
        ended.accept(flight);
        idle.add(flight);
        room.release();
    }

    @Override
    public void stop() {
        stopped = true;
    }

    /** Whether as many were in flight as may be, so that some had to wait. */
    boolean wasFull() {
        return full;
    }

    /** Arrivals that count. */
    long offered() {
        return offered;
    }

    long neverBegun() {
        return neverBegun;
    }
}
