package dev.hearsay.transport.inmem.sim;

import java.util.List;

/** The laws, each the inverse of its distribution function at uniform numbers that belong to the message's identity. */
final class DelayLaws {
    /** A quarter of what fits: sums of a few delays and a time never overflow. */
    private static final double LONGEST = Long.MAX_VALUE / 4.0;

    private DelayLaws() {}

    static Delay constant(double nanos) {
        long fixed = Math.round(nanos);
        return identity -> fixed;
    }

    static Delay uniform(double least, double most) {
        double width = most - least;
        return identity -> (long) (least + width * Hash.uniform(identity, 0));
    }

    static Delay exponential(double mean) {
        return identity -> (long) (-mean * Math.log(1 - Hash.uniform(identity, 0)));
    }

    /** By Box and Muller, from two uniform numbers; below 0 it is 0. */
    static Delay normal(double mean, double deviation) {
        return identity -> (long) Math.max(0, mean + deviation * gaussian(identity));
    }

    static Delay logNormal(double median, double sigma) {
        return identity -> (long) Math.min(LONGEST, median * Math.exp(sigma * gaussian(identity)));
    }

    static Delay pareto(double least, double alpha) {
        double exponent = -1 / alpha;
        return identity -> (long) Math.min(LONGEST, least * Math.pow(1 - Hash.uniform(identity, 0), exponent));
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
                nanos += parts[i].nanos(identity + i);
            }
            return nanos;
        };
    }

    static Delay empirical(double[] sorted) {
        return identity -> (long) sorted[(int) (Hash.uniform(identity, 0) * sorted.length)];
    }

    private static double gaussian(long identity) {
        double radius = Math.sqrt(-2 * Math.log(1 - Hash.uniform(identity, 0)));
        return radius * Math.cos(2 * Math.PI * Hash.uniform(identity, 1));
    }
}
