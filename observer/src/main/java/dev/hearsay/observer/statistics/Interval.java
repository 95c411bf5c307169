package dev.hearsay.observer.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * An estimate and where the truth may lie.
 *
 * @param seeds how many numbers it rests on; for trials, how many trials
 * @param estimate NaN if it rests on none
 * @param low NaN if one number is all there is: there is no interval then
 * @param high as {@code low}
 */
public record Interval(int seeds, double estimate, double low, double high) {
    public static final double CONFIDENCE = 0.95;

    public static final Interval NONE = new Interval(0, Double.NaN, Double.NaN, Double.NaN);

    /** The mean over seeds with its t interval. NaN stands for a run that had nothing to measure, and is left out. */
    public static Interval overSeeds(double... values) {
        double[] measured = measured(values);
        int n = measured.length;
        if (n < 2) {
            return n == 0 ? NONE : new Interval(1, measured[0], Double.NaN, Double.NaN);
        }
        double mean = Mean.of(measured).getAsDouble();
        double error = StandardDeviation.of(measured).getAsDouble() / Math.sqrt(n);
        double half = error * t(n - 1, CONFIDENCE);
        return new Interval(n, mean, mean - half, mean + half);
    }

    /** Wilson's score interval for a share of independent trials; never for the operations of one run, which are not. */
    public static Interval wilson(long successes, int trials) {
        requireTrials(successes, trials);
        double z = NormalDistribution.of(0, 1).inverseCumulativeProbability(1 - (1 - CONFIDENCE) / 2);
        double p = (double) successes / trials;
        double weight = 1 + z * z / trials;
        double centre = (p + z * z / (2.0 * trials)) / weight;
        double half = z * Math.sqrt(p * (1 - p) / trials + z * z / (4.0 * trials * trials)) / weight;
        return new Interval(trials, p, Math.max(0, centre - half), Math.min(1, centre + half));
    }

    /** The exact interval of Clopper and Pearson for a share of independent trials: never too short, often too long. */
    public static Interval clopperPearson(long successes, int trials) {
        requireTrials(successes, trials);
        double tail = (1 - CONFIDENCE) / 2;
        double low = successes == 0
                ? 0
                : BetaDistribution.of(successes, trials - successes + 1.0).inverseCumulativeProbability(tail);
        double high = successes == trials
                ? 1
                : BetaDistribution.of(successes + 1.0, trials - successes).inverseSurvivalProbability(tail);
        return new Interval(trials, (double) successes / trials, low, high);
    }

    /** Whether there is an interval at all. */
    public boolean bounded() {
        return !Double.isNaN(low);
    }

    /** The value that Student's t exceeds in size with probability 1 − {@code confidence}. */
    static double t(int degrees, double confidence) {
        return TDistribution.of(degrees).inverseSurvivalProbability((1 - confidence) / 2);
    }

    private static double[] measured(double[] values) {
        int n = 0;
        double[] measured = new double[values.length];
        for (double value : values) {
            if (!Double.isNaN(value)) {
                measured[n++] = value;
            }
        }
        return Arrays.copyOf(measured, n);
    }

    private static void requireTrials(long successes, int trials) {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException(successes + " successes of " + trials + " trials");
        }
    }
}
