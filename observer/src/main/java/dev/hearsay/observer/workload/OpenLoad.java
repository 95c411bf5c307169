package dev.hearsay.observer.workload;

import dev.hearsay.observer.workload.WorkloadSettings.Arrivals;
import java.util.ArrayDeque;
import java.util.random.RandomGenerator;

/**
 * Operations that arrive by a schedule which waits for nobody. The schedule is a function of the seed: it is drawn from streams
 * of its own, one arrival ahead, whatever the cluster does. When too many are in flight an arrival is sent late and carries its
 * wait.
 */
final class OpenLoad implements Load {
    private final LoadHost host;
    private final Draws[] draws;
    private final RandomGenerator arrivals;
    private final RandomGenerator clients;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final Runnable arrive = this::arrive;
    private final double gapNanos;
    private final boolean poisson;
    private final int inFlightLimit;
    private final long durationNanos;
    private long left;
    private double nextNanos;
    private long startNanos;
    private int inFlight;
    private boolean closed;

    private record Waiting(int client, Kind kind, int key, int valueSize, long intendedNanos) {}

    OpenLoad(WorkloadSettings settings, LoadHost host) {
        this.host = host;
        this.draws = new Draws[settings.clients()];
        for (int i = 0; i < draws.length; i++) {
            draws[i] = new Draws(settings, i, host.stream("operations", i));
        }
        this.arrivals = host.stream("arrivals", -1);
        this.clients = host.stream("arriving-clients", -1);
        this.gapNanos = 1e9 / settings.rate();
        this.poisson = settings.arrivals() == Arrivals.POISSON;
        this.inFlightLimit = settings.inFlight();
        this.durationNanos = settings.duration().toNanos();
        this.left = settings.operations() == 0 ? Long.MAX_VALUE : settings.operations();
    }

    @Override
    public void start() {
        startNanos = host.nanoTime();
        schedule();
    }

    private void schedule() {
        nextNanos += poisson ? arrivals.nextExponential() * gapNanos : gapNanos;
        if (left-- == 0 || nextNanos >= durationNanos) {
            closed = true;
            endIfDone();
            return;
        }
        host.after(startNanos + (long) nextNanos - host.nanoTime(), arrive);
    }

    /** Timers may be late; what is intended is what the schedule says. */
    private void arrive() {
        long intended = startNanos + (long) nextNanos;
        int client = clients.nextInt(draws.length);
        Draws drawn = draws[client];
        drawn.next();
        if (inFlight < inFlightLimit) {
            inFlight++;
            host.issue(client, drawn.kind, drawn.key, drawn.valueSize, intended);
        } else {
            waiting.add(new Waiting(client, drawn.kind, drawn.key, drawn.valueSize, intended));
        }
        schedule();
    }

    @Override
    public void answered(int client) {
        Waiting next = waiting.poll();
        if (next == null) {
            inFlight--;
            endIfDone();
        } else {
            host.issue(next.client, next.kind, next.key, next.valueSize, next.intendedNanos);
        }
    }

    private void endIfDone() {
        if (closed && inFlight == 0) {
            host.ended();
        }
    }
}
