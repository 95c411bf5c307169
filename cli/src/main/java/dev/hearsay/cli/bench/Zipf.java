package dev.hearsay.cli.bench;

import java.util.random.RandomGenerator;

/**
 * Ranks from 1 to some number, rank i with weight i^-skew, exact for every skew from 0 up: the rejection-inversion of Hörmann and
 * Derflinger (ACM TOMACS 1996). Immutable. The library's has ranks of 32 bits, and YCSB's key space is larger.
 */
final class Zipf {
    /** Below this the textbook forms of the integral cancel. */
    private static final double SMALL = 1e-8;

    private final double ranks;
    private final double skew;
    private final double first;
    private final double last;
    private final double shortcut;

    Zipf(long ranks, double skew) {
        this.ranks = ranks;
        this.skew = skew;
        this.first = integral(1.5) - 1;
        this.last = integral(ranks + 0.5);
        this.shortcut = 2 - inverse(integral(2.5) - weight(2));
    }

    long next(RandomGenerator random) {
        while (true) {
            double u = last + random.nextDouble() * (first - last);
            double x = inverse(u);
            double rank = Math.max(1, Math.min(ranks, Math.floor(x + 0.5)));
            if (rank - x <= shortcut || u >= integral(rank + 0.5) - weight(rank)) {
                return (long) rank;
            }
        }
    }

    private double weight(double x) {
        return Math.exp(-skew * Math.log(x));
    }

    /** (x^(1 - skew) - 1) / (1 - skew). */
    private double integral(double x) {
        double log = Math.log(x);
        double t = (1 - skew) * log;
        return log * (Math.abs(t) > SMALL ? Math.expm1(t) / t : 1 + t / 2);
    }

    private double inverse(double u) {
        double t = Math.max(-1, u * (1 - skew));
        return Math.exp(u * (Math.abs(t) > SMALL ? Math.log1p(t) / t : 1 - t / 2));
    }
}
