package dev.hearsay.observer.statistics;

import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.ranking.NaNStrategy;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/** How much two rows of numbers go together, −1 to 1; NaN if one of them never varies. */
public final class Correlation {
    private Correlation() {}

    /** Pearson's. */
    public static double of(double[] left, double[] right) {
        double leftMean = Mean.of(left).getAsDouble();
        double rightMean = Mean.of(right).getAsDouble();
        double both = 0;
        for (int i = 0; i < left.length; i++) {
            both += (left[i] - leftMean) * (right[i] - rightMean);
        }
        double scale = StandardDeviation.of(left).getAsDouble()
                * StandardDeviation.of(right).getAsDouble();
        return scale == 0 ? Double.NaN : both / (left.length - 1) / scale;
    }

    /** Spearman's: of the ranks, ties sharing their mean rank. */
    public static double ofRanks(double[] left, double[] right) {
        if (left.length < 2) {
            return Double.NaN;
        }
        NaturalRanking ranking = new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE);
        return of(ranking.apply(left), ranking.apply(right));
    }
}
