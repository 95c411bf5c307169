package dev.hearsay.membership;

import java.util.Arrays;

/**
 * The latest intervals between arrivals from each peer, in microseconds, with running sums: mean and deviation cost nothing. Peers
 * are numbers.
 *
 * <p>The intervals stand in columns: all first ones side by side, all second ones, and so on. Peers that beat alike have about
 * equally many, so that hearing from a thousand of them in a row writes into a few columns, where a window for each peer would be
 * a thousand places to wait for. A column is made when the first peer needs it.
 */
final class Arrivals {
    private static final long MICRO = 1_000;

    private final int limit;
    private int[][] columns = new int[8][];
    private int[] counts = new int[0];
    /** The column of the next interval. */
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
            counts = Arrays.copyOf(counts, capacity);
            next = Arrays.copyOf(next, capacity);
            sums = Arrays.copyOf(sums, capacity);
            squares = Arrays.copyOf(squares, capacity);
        }
        counts[peer] = 0;
        next[peer] = 0;
        sums[peer] = 0;
        squares[peer] = 0;
        add(peer, expectedNanos - expectedNanos / 4);
        add(peer, expectedNanos + expectedNanos / 4);
    }

    void add(int peer, long nanos) {
        int micros = (int) Math.max(1, Math.min(Integer.MAX_VALUE, nanos / MICRO));
        int[] column = column(next[peer], peer);
        if (counts[peer] < limit) {
            counts[peer]++;
        } else {
            double old = column[peer];
            sums[peer] -= old;
            squares[peer] -= old * old;
        }
        column[peer] = micros;
        sums[peer] += micros;
        squares[peer] += (double) micros * micros;
        if (++next[peer] == limit) {
            next[peer] = 0;
            sumAnew(peer);
        }
    }

    private int[] column(int number, int peer) {
        if (number == columns.length) {
            columns = Arrays.copyOf(columns, Math.min(limit, 2 * number));
        }
        int[] column = columns[number];
        if (column == null || peer >= column.length) {
            column = column == null ? new int[counts.length] : Arrays.copyOf(column, counts.length);
            columns[number] = column;
        }
        return column;
    }

    /** Every time round: what rounding left in the sums lasts no longer than the intervals do. */
    private void sumAnew(int peer) {
        sums[peer] = 0;
        squares[peer] = 0;
        for (int number = 0; number < limit; number++) {
            double interval = columns[number][peer];
            sums[peer] += interval;
            squares[peer] += interval * interval;
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
