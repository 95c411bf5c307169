package dev.hearsay.observer.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.apache.commons.rng.simple.RandomSource;

/** A host in virtual time that records what is issued, and answers after a time that the test chooses. */
final class VirtualHost implements LoadHost {
    record Issued(long nanos, int client, Kind kind, int key, int valueSize, long intendedNanos) {
        /** What the client asks, whenever it does. */
        String asked() {
            return client + " " + kind + " " + key + " " + valueSize;
        }
    }

    private record Task(long nanos, long order, Runnable runnable) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            return nanos != other.nanos ? Long.compare(nanos, other.nanos) : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private final LongSupplier latency;
    private final long seed;
    private long now;
    private long order;
    private Load load;

    final List<Issued> issued = new ArrayList<>();
    final List<Integer> rounds = new ArrayList<>();
    int endings;

    VirtualHost(long seed, LongSupplier latency) {
        this.seed = seed;
        this.latency = latency;
    }

    /** Runs the load to its end. */
    VirtualHost run(Workload workload) {
        load = workload.load(this);
        load.start();
        while (!tasks.isEmpty()) {
            Task task = tasks.poll();
            now = task.nanos;
            task.runnable.run();
        }
        return this;
    }

    List<String> askedBy(int client) {
        return issued.stream()
                .filter(each -> each.client == client)
                .map(Issued::asked)
                .toList();
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void after(long delayNanos, Runnable task) {
        tasks.add(new Task(now + delayNanos, order++, task));
    }

    @Override
    public RandomGenerator stream(String purpose, int client) {
        var source = RandomSource.XO_RO_SHI_RO_128_PP.create(seed * 31 + (purpose + client).hashCode());
        return source::nextLong;
    }

    @Override
    public void issue(int client, Kind kind, int key, int valueSize, long intendedNanos) {
        issued.add(new Issued(now, client, kind, key, valueSize, intendedNanos));
        long answer = latency.getAsLong();
        if (kind != Kind.READ && load.wantsCommits()) {
            after(answer / 2, () -> load.committed(client, key));
        }
        after(answer, () -> load.answered(client));
    }

    @Override
    public void beforeRound(int client) {
        rounds.add(client);
    }

    @Override
    public void ended() {
        endings++;
    }
}
