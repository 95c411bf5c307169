package dev.hearsay.observer.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.TTest;

/**
 * A variant minus its baseline, seed by seed.
 *
 * @param difference over the seeds that both have a number for
 * @param pair what else there is to say of the pairs
 * @param p of the two-sided paired t test against no difference
 * @param margin the difference that would matter in practice
 * @param equivalenceP of the two one-sided tests against differences beyond the margin (Schuirmann 1987): small means that
 *     none that matters is there
 */
public record PairedDifference(Interval difference, Paired pair, double p, double margin, double equivalenceP) {
    /**
     * @param baseline mean of the baseline over these seeds
     * @param deviation standard deviation of the differences
     * @param correlation how much the two share, −1 to 1: what common seeds bought; NaN if one of them never varies
     */
    public record Paired(double baseline, double deviation, double correlation) {}

    /** The practical threshold, as a share of the baseline's mean. */
    public static final double PRACTICAL = 0.02;

    /** @throws IllegalArgumentException if the two do not have the same seeds in the same places */
    public static PairedDifference of(double[] baseline, double[] variant) {
        if (baseline.length != variant.length) {
            throw new IllegalArgumentException("a pair needs both: " + baseline.length + " and " + variant.length);
        }
        double[] left = new double[baseline.length];
        double[] right = new double[baseline.length];
        double[] differences = new double[baseline.length];
        int n = 0;
        for (int i = 0; i < baseline.length; i++) {
            if (!Double.isNaN(baseline[i]) && !Double.isNaN(variant[i])) {
                left[n] = baseline[i];
                right[n] = variant[i];
                differences[n++] = variant[i] - baseline[i];
            }
        }
        return of(Arrays.copyOf(left, n), Arrays.copyOf(right, n), Arrays.copyOf(differences, n));
    }

    private static PairedDifference of(double[] left, double[] right, double[] differences) {
        Interval interval = Interval.overSeeds(differences);
        if (differences.length < 2) {
            return new PairedDifference(
                    interval, new Paired(Double.NaN, Double.NaN, Double.NaN), Double.NaN, Double.NaN, Double.NaN);
        }
        double mean = Mean.of(left).getAsDouble();
        double margin = PRACTICAL * Math.abs(mean);
        double deviation = StandardDeviation.of(differences).getAsDouble();
        Paired pair = new Paired(mean, deviation, Correlation.of(left, right));
        if (deviation == 0) {
            double constant = interval.estimate();
            return new PairedDifference(
                    interval, pair, constant == 0 ? 1 : 0, margin, Math.abs(constant) <= margin ? 0 : 1);
        }
        TTest test = TTest.withDefaults();
        double p = test.test(differences).getPValue();
        double above = test.withMu(-margin)
                .with(AlternativeHypothesis.GREATER_THAN)
                .test(differences)
                .getPValue();
        double below = test.withMu(margin)
                .with(AlternativeHypothesis.LESS_THAN)
                .test(differences)
                .getPValue();
        return new PairedDifference(interval, pair, p, margin, Math.max(above, below));
    }
}
