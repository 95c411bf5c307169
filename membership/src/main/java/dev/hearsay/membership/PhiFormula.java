package dev.hearsay.membership;

/** What phi means. All three are called phi, and 8 means something else in each. */
enum PhiFormula {
    /** −log10 of the probability that a normal interval is longer than this silence (Hayashibara et al., SRDS 2004; Akka, Pekko). */
    NORMAL {
        @Override
        double phi(double silence, Arrivals arrivals, PhiAccrualSettings settings) {
            double mean = arrivals.mean() + settings.acceptablePause().toNanos();
            double deviation = Math.max(
                    Math.max(arrivals.deviation(), settings.minDeviation().toNanos()), 1);
            return -log10OfSurvival((silence - mean) / deviation);
        }
    },
    /** −log10 of the probability that an exponential interval is longer (Cassandra). */
    EXPONENTIAL {
        @Override
        double phi(double silence, Arrivals arrivals, PhiAccrualSettings settings) {
            return silence / (arrivals.mean() * Math.log(10));
        }
    },
    /** The silence in units of the mean interval (chitchat). */
    RATIO {
        @Override
        double phi(double silence, Arrivals arrivals, PhiAccrualSettings settings) {
            return silence / arrivals.mean();
        }
    };

    private static final double FAR = 5;

    /** @param silence nanoseconds */
    abstract double phi(double silence, Arrivals arrivals, PhiAccrualSettings settings);

    /**
     * log10 of 1 − F(y) for the standard normal law, without the underflow of 1 − F: by the continued fraction of Mills' ratio
     * far out (Abramowitz and Stegun 26.2.14), by their polynomial 26.2.17 (absolute error below 7.5e-8) near the middle.
     */
    static double log10OfSurvival(double y) {
        if (y > FAR) {
            double fraction = y;
            for (int k = 20; k >= 1; k--) {
                fraction = y + k / fraction;
            }
            double lnDensity = -y * y / 2 - Math.log(2 * Math.PI) / 2;
            return (lnDensity - Math.log(fraction)) / Math.log(10);
        }
        double x = Math.abs(y);
        double t = 1 / (1 + 0.2316419 * x);
        double poly = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        double upper = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * poly;
        return Math.log10(y >= 0 ? upper : 1 - upper);
    }
}
