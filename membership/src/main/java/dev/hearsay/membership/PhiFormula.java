package dev.hearsay.membership;

/** What phi means. All three are called phi, and 8 means something else in each. */
enum PhiFormula {
    /** −log10 of the probability that a normal interval is longer than this silence (Hayashibara et al., SRDS 2004; Akka, Pekko). */
    NORMAL {
        @Override
        double phi(double silence, double mean, double deviation) {
            return -log10OfSurvival((silence - mean) / deviation);
        }

        /** Deviations above the mean. */
        @Override
        double reach(double threshold) {
            double low = -FARTHEST;
            double high = FARTHEST;
            for (int halvings = 0; halvings < 100; halvings++) {
                double middle = (low + high) / 2;
                if (-log10OfSurvival(middle) < threshold) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        @Override
        double silence(double reach, double mean, double deviation) {
            return mean + reach * deviation;
        }

        @Override
        boolean forgivesPauses() {
            return true;
        }
    },
    /** −log10 of the probability that an exponential interval is longer (Cassandra). */
    EXPONENTIAL {
        @Override
        double phi(double silence, double mean, double deviation) {
            return silence / (mean * LN_10);
        }

        /** Means. */
        @Override
        double reach(double threshold) {
            return threshold * LN_10;
        }
    },
    /** The silence in units of the mean interval (chitchat). */
    RATIO {
        @Override
        double phi(double silence, double mean, double deviation) {
            return silence / mean;
        }

        @Override
        double reach(double threshold) {
            return threshold;
        }
    };

    private static final double LN_10 = Math.log(10);
    /** Deviations; its phi is beyond 200,000. */
    private static final double FARTHEST = 1000;

    private static final double FAR = 2;
    private static final int TERMS = 60;

    /** All in one unit of time. Rises with the silence. */
    abstract double phi(double silence, double mean, double deviation);

    /** How far a silence has to go to reach the threshold; what {@link #silence} needs to know of it. */
    abstract double reach(double threshold);

    /** The silence at which phi is the threshold of that reach. */
    double silence(double reach, double mean, double deviation) {
        return reach * mean;
    }

    /** Whether the acceptable pause is added to the mean. */
    boolean forgivesPauses() {
        return false;
    }

    /** log10 of 1 − F(y) for the standard normal law, without the underflow of 1 − F. */
    static double log10OfSurvival(double y) {
        double lnDensity = -y * y / 2 - Math.log(2 * Math.PI) / 2;
        if (y > FAR) {
            return (lnDensity - Math.log(inverseOfMillsRatio(y))) / LN_10;
        }
        if (y < -FAR) {
            return Math.log1p(-Math.exp(lnDensity) / inverseOfMillsRatio(-y)) / LN_10;
        }
        return Math.log10(0.5 - Math.exp(lnDensity) * seriesOfCentre(y));
    }

    /** Density over survival as a continued fraction (Abramowitz and Stegun 26.2.14): exact to 1e-12 from 2 deviations on. */
    private static double inverseOfMillsRatio(double y) {
        double fraction = y;
        for (int k = TERMS; k >= 1; k--) {
            fraction = y + k / fraction;
        }
        return fraction;
    }

    /** F(y) − 1/2, over the density (Abramowitz and Stegun 26.2.11). */
    private static double seriesOfCentre(double y) {
        double term = y;
        double sum = y;
        for (int k = 1; k < TERMS; k++) {
            term *= y * y / (2 * k + 1);
            sum += term;
        }
        return sum;
    }
}
