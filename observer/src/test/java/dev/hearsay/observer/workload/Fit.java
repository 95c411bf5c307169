package dev.hearsay.observer.workload;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.inference.ChiSquareTest;

/** How well draws fit the law they are said to follow. */
final class Fit {
    private Fit() {}

    /** The largest distance between the empirical distribution and the law's. */
    static double kolmogorovSmirnov(double[] draws, DoubleUnaryOperator distribution) {
        double[] sorted = draws.clone();
        Arrays.sort(sorted);
        double largest = 0;
        for (int i = 0; i < sorted.length; i++) {
            double expected = distribution.applyAsDouble(sorted[i]);
            largest = Math.max(largest, Math.abs(expected - (double) i / sorted.length));
            largest = Math.max(largest, Math.abs(expected - (double) (i + 1) / sorted.length));
        }
        return largest;
    }

    /** What that distance exceeds once in a thousand times. */
    static double critical(int draws) {
        return 1.949 / Math.sqrt(draws);
    }

    /** The probability of counts at least as far from the law. */
    static double chiSquare(long[] counts, double[] law) {
        return ChiSquareTest.withDefaults().test(law, counts).getPValue();
    }
}
