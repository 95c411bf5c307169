package dev.hearsay.transport.inmem.sim;

import java.util.List;

/**
 * The laws, each the inverse of its distribution function at uniform numbers that belong to the message's identity. They use
 * only arithmetic that gives the same bits on every machine.
 */
final class DelayLaws {
    /** Some 36 years: what no run waits for, and sums of a few of them and a time do not overflow. */
    private static final long LONGEST = 1L << 60;

    private DelayLaws() {}

    private static long bounded(double nanos) {
        return (long) Math.min(LONGEST, nanos);
    }

    static Delay constant(double nanos) {
        long fixed = bounded(Math.rint(nanos));
        return identity -> fixed;
    }

    static Delay uniform(double least, double most) {
        double width = most - least;
        return identity -> bounded(least + width * Hash.uniform(identity, 0));
    }

    static Delay exponential(double mean) {
        return identity -> bounded(-mean * Logarithm.of(1 - Hash.uniform(identity, 0)));
    }

    /** By Box and Muller, from two uniform numbers; below 0 it is 0. */
    static Delay normal(double mean, double deviation) {
        return identity -> bounded(Math.max(0, mean + deviation * gaussian(identity)));
    }

    static Delay logNormal(double median, double sigma) {
        return identity -> bounded(median * StrictMath.exp(sigma * gaussian(identity)));
    }

    static Delay pareto(double least, double alpha) {
        double exponent = -1 / alpha;
        return identity -> bounded(least * StrictMath.exp(exponent * Logarithm.of(1 - Hash.uniform(identity, 0))));
    }

    /** @param upTo cumulated shares; the last is 1 */
    static Delay mix(double[] upTo, List<Delay> laws) {
        Delay[] parts = laws.toArray(new Delay[0]);
        return identity -> {
            double u = Hash.uniform(identity, 0);
            int part = 0;
            while (u >= upTo[part]) {
                part++;
            }
            return parts[part].nanos(Hash.mix(identity, part + 1));
        };
    }

    static Delay sum(List<Delay> terms) {
        Delay[] parts = terms.toArray(new Delay[0]);
        return identity -> {
            long nanos = 0;
            for (int i = 0; i < parts.length; i++) {
                nanos = Math.min(LONGEST, nanos + parts[i].nanos(identity + i));
            }
            return nanos;
        };
    }

    static Delay empirical(double[] sorted) {
        return identity -> bounded(sorted[(int) (Hash.uniform(identity, 0) * sorted.length)]);
    }

    private static double gaussian(long identity) {
        double radius = Math.sqrt(-2 * Logarithm.of(1 - Hash.uniform(identity, 0)));
        return radius * StrictMath.cos(2 * Math.PI * Hash.uniform(identity, 1));
    }
}
