package dev.hearsay.observer.measure;

import java.util.Arrays;

/** Exact quantiles of a few numbers. */
final class Samples {
    private long[] values = new long[16];
    private int size;
    private double sum;
    private boolean sorted = true;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
        sum += value;
        sorted = false;
    }

    int size() {
        return size;
    }

    double sum() {
        return sum;
    }

    double mean() {
        return size == 0 ? Double.NaN : sum / size;
    }

    /** The least value that at least the share {@code q} of all does not exceed; NaN if there are none. */
    double quantile(double q) {
        if (size == 0) {
            return Double.NaN;
        }
        if (!sorted) {
            Arrays.sort(values, 0, size);
            sorted = true;
        }
        int rank = (int) Math.ceil(q * size);
        return values[Math.max(0, Math.min(size, rank) - 1)];
    }
}
