package dev.hearsay.observer.workload;

import dev.hearsay.observer.workload.WorkloadSettings.ThinkLaw;
import java.util.random.RandomGenerator;

/**
 * Clients that wait for their answers. A limit on operations is split evenly between them beforehand, so that who asks what does
 * not depend on who is faster.
 */
final class ClosedLoad implements Load {
    private final LoadHost host;
    private final Draws[] draws;
    private final RandomGenerator[] thinking;
    private final Runnable[] next;
    private final long[] left;
    private final long thinkNanos;
    private final boolean exponential;
    private final long durationNanos;
    private long endNanos;
    private int active;

    ClosedLoad(WorkloadSettings settings, LoadHost host) {
        this.host = host;
        int clients = settings.clients();
        this.draws = new Draws[clients];
        this.thinking = new RandomGenerator[clients];
        this.next = new Runnable[clients];
        this.left = new long[clients];
        this.thinkNanos = settings.thinkTime().toNanos();
        this.exponential = settings.thinkLaw() == ThinkLaw.EXPONENTIAL;
        this.durationNanos = settings.duration().toNanos();
        for (int i = 0; i < clients; i++) {
            int client = i;
            draws[i] = new Draws(settings, i, host.stream("operations", i));
            thinking[i] = host.stream("thinking", i);
            next[i] = () -> issue(client);
            left[i] = settings.operations() == 0
                    ? Long.MAX_VALUE
                    : settings.operations() / clients + (i < settings.operations() % clients ? 1 : 0);
        }
    }

    @Override
    public void start() {
        endNanos = host.nanoTime() + durationNanos;
        active = draws.length;
        for (int i = 0; i < draws.length; i++) {
            host.after(thought(i), next[i]);
        }
    }

    private void issue(int client) {
        if (left[client] == 0 || host.nanoTime() >= endNanos) {
            if (--active == 0) {
                host.ended();
            }
            return;
        }
        left[client]--;
        Draws drawn = draws[client];
        drawn.next();
        host.issue(client, drawn.kind, drawn.key, drawn.valueSize, host.nanoTime());
    }

    @Override
    public void answered(int client) {
        host.after(thought(client), next[client]);
    }

    private long thought(int client) {
        return exponential ? (long) (thinking[client].nextExponential() * thinkNanos) : thinkNanos;
    }
}
