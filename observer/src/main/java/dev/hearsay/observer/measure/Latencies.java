package dev.hearsay.observer.measure;

import org.HdrHistogram.IntCountsHistogram;

/** Times of one kind of operation, to three digits, above a microsecond. Mean and maximum are exact. */
final class Latencies {
    private static final long RESOLUTION_NANOS = 1_000;
    private static final long FIRST_RANGE_NANOS = 10_000_000_000L;
    private static final int DIGITS = 3;

    private final IntCountsHistogram histogram = new IntCountsHistogram(RESOLUTION_NANOS, FIRST_RANGE_NANOS, DIGITS);
    private long count;
    private double sum;
    private long max;

    Latencies() {
        histogram.setAutoResize(true);
    }

    void add(long nanos) {
        histogram.recordValue(nanos);
        count++;
        sum += nanos;
        max = Math.max(max, nanos);
    }

    double quantile(double q) {
        return count == 0 ? Double.NaN : Math.min(max, histogram.getValueAtPercentile(q * 100));
    }

    double mean() {
        return count == 0 ? Double.NaN : sum / count;
    }

    double max() {
        return count == 0 ? Double.NaN : max;
    }
}
