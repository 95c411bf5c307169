package dev.hearsay.observer.statistics;

import dev.hearsay.observer.Metric;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What may be said of a variant against its baseline, for one metric.
 *
 * @param moreSeeds how many further seeds would probably settle it; 0 unless the kind is {@link Kind#NEEDS_SEEDS}
 */
public record Verdict(Kind kind, int moreSeeds) {
    public enum Kind {
        BETTER("better"),
        WORSE("worse"),
        /** Of a metric without a good direction. */
        HIGHER("higher"),
        LOWER("lower"),
        NO_DIFFERENCE("no difference shown"),
        NEEDS_SEEDS("needs more seeds"),
        ONE_SEED("one seed: no interval"),
        /** One of the two has nothing to compare. */
        NOT_MEASURED("not measured");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    private static final double LEVEL = 0.05;
    private static final double POWER = 0.8;
    private static final int MANY = 10_000;

    /**
     * Equivalence first: a difference that is certain but does not matter is no difference. Then the difference, at the level that
     * holds for all comparisons of its family together.
     *
     * @param adjusted the p value of the difference after {@link Holm#adjust}
     */
    public static Verdict of(PairedDifference paired, double adjusted, Metric.Better better) {
        int pairs = paired.difference().seeds();
        if (pairs < 2) {
            return new Verdict(pairs == 0 ? Kind.NOT_MEASURED : Kind.ONE_SEED, 0);
        }
        if (paired.equivalenceP() <= LEVEL) {
            return new Verdict(Kind.NO_DIFFERENCE, 0);
        }
        if (adjusted <= LEVEL) {
            return new Verdict(direction(paired.difference().estimate() > 0, better), 0);
        }
        return new Verdict(Kind.NEEDS_SEEDS, moreSeeds(paired, adjusted));
    }

    private static Kind direction(boolean higher, Metric.Better better) {
        return switch (better) {
            case NEITHER -> higher ? Kind.HIGHER : Kind.LOWER;
            case HIGHER -> higher ? Kind.BETTER : Kind.WORSE;
            case LOWER -> higher ? Kind.WORSE : Kind.BETTER;
        };
    }

    /**
     * As if the differences seen were the true ones: the seeds that show the difference, or that none matters, with a power of
     * 80 %, whichever are fewer. A rough figure, by the normal approximation.
     */
    private static int moreSeeds(PairedDifference paired, double adjusted) {
        double effect = Math.abs(paired.difference().estimate());
        double spread = paired.pair().deviation();
        double level = LEVEL * Math.min(1, paired.p() / adjusted);
        double different = square((z(1 - level / 2) + z(POWER)) * spread / effect);
        double slack = paired.margin() - effect;
        double equal =
                slack > 0 ? square((z(1 - LEVEL) + z((1 + POWER) / 2)) * spread / slack) : Double.POSITIVE_INFINITY;
        double more =
                Math.ceil(Math.min(different, equal)) - paired.difference().seeds();
        return (int) Math.max(1, Math.min(MANY, more));
    }

    private static double square(double x) {
        return x * x;
    }

    private static double z(double probability) {
        return NormalDistribution.of(0, 1).inverseCumulativeProbability(probability);
    }

    /** As a person reads it. */
    public String sentence() {
        if (kind != Kind.NEEDS_SEEDS) {
            return kind.words();
        }
        if (moreSeeds >= MANY) {
            return "needs more seeds than are worth running";
        }
        return "needs about " + moreSeeds + " more " + (moreSeeds == 1 ? "seed" : "seeds");
    }
}
