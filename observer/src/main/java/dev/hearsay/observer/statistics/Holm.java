package dev.hearsay.observer.statistics;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Many comparisons at once (Holm, <i>A Simple Sequentially Rejective Multiple Test Procedure</i>, Scandinavian Journal of
 * Statistics, 1979): the chance that any of the differences claimed is none stays below the level.
 */
public final class Holm {
    private Holm() {}

    /** The adjusted p values, in the given order. NaN stands for a test that was not made, and stays. */
    public static double[] adjust(double... p) {
        Integer[] order = new Integer[p.length];
        int tests = 0;
        for (int i = 0; i < p.length; i++) {
            order[i] = i;
            tests += Double.isNaN(p[i]) ? 0 : 1;
        }
        Arrays.sort(order, Comparator.comparingDouble(i -> p[i]));
        double[] adjusted = new double[p.length];
        double largest = 0;
        for (int rank = 0; rank < p.length; rank++) {
            int i = order[rank];
            if (Double.isNaN(p[i])) {
                adjusted[i] = Double.NaN;
            } else {
                largest = Math.max(largest, Math.min(1, (tests - rank) * p[i]));
                adjusted[i] = largest;
            }
        }
        return adjusted;
    }
}
