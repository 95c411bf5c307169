package dev.hearsay.observer.condition;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/** When something happens: at given times, and at random ones. */
final class Occurrences {
    private Occurrences() {}

    static void check(List<Duration> at, Duration every, Duration down) {
        if (every.isNegative() || at.stream().anyMatch(Duration::isNegative)) {
            throw new IllegalArgumentException("every and at must not be negative");
        }
        if (down.isNegative() || down.isZero()) {
            throw new IllegalArgumentException("down must be longer than nothing");
        }
    }

    static void checkNodes(int nodes) {
        if (nodes < 1) {
            throw new IllegalArgumentException("nodes must be at least 1, not " + nodes);
        }
    }

    /** The times below {@code endNanos}, in order; the random ones at exponential distances with mean {@code every}. */
    static long[] times(List<Duration> at, Duration every, long endNanos, RandomGenerator random) {
        LongStream.Builder times = LongStream.builder();
        for (Duration time : at) {
            if (time.toNanos() < endNanos) {
                times.add(time.toNanos());
            }
        }
        if (!every.isZero()) {
            double time = random.nextExponential() * every.toNanos();
            while (time < endNanos) {
                times.add((long) time);
                time += random.nextExponential() * every.toNanos();
            }
        }
        return times.build().sorted().toArray();
    }
}
