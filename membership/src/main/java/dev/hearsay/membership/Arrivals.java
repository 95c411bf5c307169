package dev.hearsay.membership;

import java.util.Arrays;

/**
 * The latest intervals between arrivals from one peer, in microseconds, with running sums: the mean and the deviation cost nothing,
 * and a thousand nodes that watch a thousand peers fit in memory, because the window grows as it fills.
 */
final class Arrivals {
    private static final int FIRST_CAPACITY = 8;
    private static final double MICRO = 1e3;

    /** When the peer was heard last. */
    long last;

    private int[] window = new int[FIRST_CAPACITY];
    private int count;
    private int next;
    private double sum;
    private double squares;

    /** Begins with two intervals a quarter below and above the expected one, so that it has an opinion at once. */
    Arrivals(long expectedNanos, long now) {
        last = now;
        add(expectedNanos * 3 / 4, FIRST_CAPACITY);
        add(expectedNanos * 5 / 4, FIRST_CAPACITY);
    }

    void add(long nanos, int limit) {
        int micros = (int) Math.min(Integer.MAX_VALUE, nanos / 1000);
        if (count < limit) {
            if (count == window.length) {
                window = Arrays.copyOf(window, Math.min(limit, 2 * count));
            }
            window[count++] = micros;
        } else {
            double old = window[next];
            sum -= old;
            squares -= old * old;
            window[next] = micros;
            next = (next + 1) % limit;
        }
        sum += micros;
        squares += (double) micros * micros;
    }

    /** In nanoseconds. */
    double mean() {
        return sum / count * MICRO;
    }

    /** In nanoseconds. */
    double deviation() {
        double mean = sum / count;
        return Math.sqrt(Math.max(0, squares / count - mean * mean)) * MICRO;
    }
}
