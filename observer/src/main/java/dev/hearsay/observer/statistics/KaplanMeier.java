package dev.hearsay.observer.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How long something takes that may outlast the run (Kaplan and Meier, <i>Nonparametric Estimation from Incomplete
 * Observations</i>, JASA 1958). Runs that were cut off count as long as they were watched, and are never taken for the horizon.
 */
public final class KaplanMeier {
    private final double[] times;
    private final double[] survival;
    private final double[] variance;
    private final int runs;

    private KaplanMeier(double[] times, double[] survival, double[] variance, int runs) {
        this.times = times;
        this.survival = survival;
        this.variance = variance;
        this.runs = runs;
    }

    /**
     * @param times until it happened, or until the run was cut off
     * @param happened whether it happened; where both stand at the same time, it happened first
     */
    public static KaplanMeier of(double[] times, boolean[] happened) {
        Integer[] order = new Integer[times.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(times[a], times[b]));
        double[] steps = new double[times.length];
        double[] survival = new double[times.length];
        double[] variance = new double[times.length];
        int size = 0;
        double left = 1;
        double greenwood = 0;
        int i = 0;
        while (i < order.length) {
            int atRisk = order.length - i;
            int events = 0;
            double now = times[order[i]];
            while (i < order.length && times[order[i]] == now) {
                events += happened[order[i]] ? 1 : 0;
                i++;
            }
            if (events > 0) {
                left *= 1 - (double) events / atRisk;
                greenwood += (double) events / atRisk / (atRisk - events);
                steps[size] = now;
                survival[size] = left;
                variance[size++] = greenwood;
            }
        }
        return new KaplanMeier(
                Arrays.copyOf(steps, size), Arrays.copyOf(survival, size), Arrays.copyOf(variance, size), times.length);
    }

    /** Of runs with one horizon, beyond all the times seen: NaN stands for a run that was cut off there. */
    public static KaplanMeier censoredAtHorizon(double... values) {
        double[] times = new double[values.length];
        boolean[] happened = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            happened[i] = !Double.isNaN(values[i]);
            times[i] = happened[i] ? values[i] : Double.POSITIVE_INFINITY;
        }
        return of(times, happened);
    }

    /** The share that has not happened by then. */
    public double survival(double time) {
        double left = 1;
        for (int i = 0; i < times.length && times[i] <= time; i++) {
            left = survival[i];
        }
        return left;
    }

    /** The first time by which the share {@code q} has happened; NaN if that was never reached. */
    public double quantile(double q) {
        for (int i = 0; i < times.length; i++) {
            if (survival[i] <= 1 - q + 1e-12) {
                return times[i];
            }
        }
        return Double.NaN;
    }

    /**
     * The median with the interval of Brookmeyer and Crowley (1982): from where the lower band of the curve, on the log-log scale,
     * falls to one half, to where the upper one does. A bound that was never reached is infinite.
     */
    public Interval median() {
        if (runs < 2 || times.length == 0) {
            return new Interval(runs, quantile(0.5), Double.NaN, Double.NaN);
        }
        double z = NormalDistribution.of(0, 1).inverseCumulativeProbability(1 - (1 - Interval.CONFIDENCE) / 2);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        for (int i = times.length - 1; i >= 0; i--) {
            double spread = z * deviation(i);
            if (survival[i] == 0 || Math.pow(survival[i], Math.exp(spread)) <= 0.5) {
                low = times[i];
            }
            if (survival[i] > 0 && Math.pow(survival[i], Math.exp(-spread)) <= 0.5) {
                high = times[i];
            }
        }
        return new Interval(runs, quantile(0.5), low, high);
    }

    private double deviation(int step) {
        return Math.sqrt(variance[step]) / Math.abs(Math.log(survival[step]));
    }
}
