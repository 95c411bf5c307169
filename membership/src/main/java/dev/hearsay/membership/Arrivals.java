package dev.hearsay.membership;

import java.util.Arrays;

/**
 * The latest intervals between arrivals from each peer, in microseconds, with running sums: mean and deviation cost nothing. Peers
 * are numbers, and everything but the intervals stands in arrays, so that hearing from a thousand peers in a row is a walk along a
 * few of them. A window grows as it fills.
 */
final class Arrivals {
    private static final int FIRST_CAPACITY = 8;
    private static final long MICRO = 1_000;

    private final int limit;
    private int[][] windows = new int[0][];
    private int[] counts = new int[0];
    /** Where the next interval goes once the window is full. */
    private int[] next = new int[0];

    private double[] sums = new double[0];
    private double[] squares = new double[0];

    /** @param limit intervals kept per peer */
    Arrivals(int limit) {
        this.limit = limit;
    }

    /** Begins anew for a peer, with two intervals a quarter below and above the expected one: an opinion at once. */
    void begin(int peer, int capacity, long expectedNanos) {
        if (counts.length != capacity) {
            windows = Arrays.copyOf(windows, capacity);
            counts = Arrays.copyOf(counts, capacity);
            next = Arrays.copyOf(next, capacity);
            sums = Arrays.copyOf(sums, capacity);
            squares = Arrays.copyOf(squares, capacity);
        }
        windows[peer] = new int[Math.min(limit, FIRST_CAPACITY)];
        counts[peer] = 0;
        next[peer] = 0;
        sums[peer] = 0;
        squares[peer] = 0;
        add(peer, expectedNanos - expectedNanos / 4);
        add(peer, expectedNanos + expectedNanos / 4);
    }

    void end(int peer) {
        windows[peer] = null;
    }

    void add(int peer, long nanos) {
        int micros = (int) Math.max(1, Math.min(Integer.MAX_VALUE, nanos / MICRO));
        int count = counts[peer];
        if (count < limit) {
            if (count == windows[peer].length) {
                windows[peer] = Arrays.copyOf(windows[peer], Math.min(limit, 2 * count));
            }
            windows[peer][count] = micros;
            counts[peer] = count + 1;
        } else {
            replaceOldest(peer, micros);
        }
        sums[peer] += micros;
        squares[peer] += (double) micros * micros;
    }

    /** Every time round the sums are made anew: what rounding left in them lasts no longer than the intervals do. */
    private void replaceOldest(int peer, int micros) {
        int[] window = windows[peer];
        double old = window[next[peer]];
        sums[peer] -= old;
        squares[peer] -= old * old;
        window[next[peer]] = micros;
        next[peer]++;
        if (next[peer] == limit) {
            next[peer] = 0;
            sums[peer] = -micros;
            squares[peer] = -(double) micros * micros;
            for (int interval : window) {
                sums[peer] += interval;
                squares[peer] += (double) interval * interval;
            }
        }
    }

    /** In nanoseconds. */
    double mean(int peer) {
        return sums[peer] / counts[peer] * MICRO;
    }

    /** Of the intervals in the window, not of a sample: divided by their number. In nanoseconds. */
    double deviation(int peer) {
        double mean = sums[peer] / counts[peer];
        return Math.sqrt(Math.max(0, squares[peer] / counts[peer] - mean * mean)) * MICRO;
    }
}
