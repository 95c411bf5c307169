package dev.hearsay.observer.suite;

import dev.hearsay.api.plugin.ConfigurationException;
import java.util.Locale;

/**
 * Every run of a suite, in the order of its results: cell by cell, and in each cell seed by seed.
 *
 * <p>The {@code k}-th runs of all cells share a seed, so that designs are compared in pairs, under the same operations, delays
 * and faults. The cells of a grid from a file do not: there each row is an experiment of its own, and a shared seed would repeat
 * its chance two thousand times.
 */
public final class RunPlan {
    private static final long ROW_BLOCK = 1_000_000;
    /** All results of a suite are in memory at its end. */
    private static final long MOST_RUNS = 1_000_000;

    private final Suite suite;
    private final int seeds;
    private final long baseSeed;

    private RunPlan(Suite suite, int seeds, long baseSeed) {
        this.suite = suite;
        this.seeds = seeds;
        this.baseSeed = baseSeed;
    }

    public static RunPlan of(Suite suite, int seeds, long baseSeed) {
        if (seeds < 1) {
            throw new IllegalArgumentException("a plan needs at least one seed per cell, not " + seeds);
        }
        long runs = (long) suite.trials().size() * seeds;
        if (runs > MOST_RUNS) {
            throw new ConfigurationException(String.format(
                    Locale.ROOT,
                    "%s: %,d seeds for each of the cells, %,d in all, make %,d runs, and %,d are the most; take fewer seeds",
                    suite.file(),
                    seeds,
                    suite.trials().size(),
                    runs,
                    MOST_RUNS));
        }
        return new RunPlan(suite, seeds, baseSeed);
    }

    public int size() {
        return suite.trials().size() * seeds;
    }

    public int seeds() {
        return seeds;
    }

    public PlannedRun run(int index) {
        int cell = index / seeds;
        long seed = baseSeed + index % seeds;
        return new PlannedRun(index, suite.trials().get(cell), suite.paired() ? seed : seed + (cell + 1L) * ROW_BLOCK);
    }
}
