package dev.hearsay.observer;

import dev.hearsay.observer.measure.Catalogue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Runs that nobody ran, for whatever reads results. */
public final class SyntheticRuns {
    private SyntheticRuns() {}

    public static RunResult run(int index, GridCell cell, long seed, Map<String, String> facts, double level) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Metric, Double> values = new LinkedHashMap<>();
        for (Metric metric : Catalogue.all()) {
            values.put(metric, level * (1 + 0.1 * random.nextDouble()));
        }
        return new RunResult(index, cell, seed, facts, values, String.format("%016x", seed * 31 + index), 1000);
    }

    /** A grid of variants and conditions, the same seeds in every cell, each variant a tenth above the one before. */
    public static List<RunResult> grid(List<String> variants, List<String> conditions, int seeds) {
        List<RunResult> runs = new ArrayList<>();
        for (int v = 0; v < variants.size(); v++) {
            for (String condition : conditions) {
                for (int seed = 1; seed <= seeds; seed++) {
                    GridCell cell = new GridCell(variants.get(v), "uniform", condition);
                    runs.add(run(runs.size(), cell, seed, new LinkedHashMap<>(), 1 + v * 0.1));
                }
            }
        }
        return runs;
    }
}
