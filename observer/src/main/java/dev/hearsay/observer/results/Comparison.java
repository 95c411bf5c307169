package dev.hearsay.observer.results;

import dev.hearsay.observer.GridCell;
import dev.hearsay.observer.Metric;
import dev.hearsay.observer.RunResult;
import dev.hearsay.observer.statistics.Holm;
import dev.hearsay.observer.statistics.PairedDifference;
import dev.hearsay.observer.statistics.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One variant against the baseline, under the same load, in the same circumstances, seed by seed, for one metric.
 *
 * @param primary whether the metric was declared before the run; all primary comparisons are one family for {@link Holm}, all
 *     others another, which is exploration
 */
public record Comparison(
        GridCell cell, Metric metric, boolean primary, PairedDifference paired, double adjusted, Verdict verdict) {
    /** Every cell that has a counterpart, with every metric; by cell, then by the name of the metric. */
    public static Map<GridCell, Map<String, Comparison>> of(Study study, List<CellSummary> cells) {
        Map<GridCell, CellSummary> byCell = new HashMap<>();
        cells.forEach(cell -> byCell.put(cell.cell(), cell));
        Map<GridCell, Map<String, Comparison>> found = new LinkedHashMap<>();
        for (boolean primary : new boolean[] {true, false}) {
            List<Comparison> family = new ArrayList<>();
            for (CellSummary cell : cells) {
                GridCell at = cell.cell();
                CellSummary counterpart = byCell.get(new GridCell(study.baseline(), at.workload(), at.condition()));
                if (counterpart == null || counterpart == cell) {
                    continue;
                }
                for (Metric metric : study.metrics()) {
                    if (study.primary().contains(metric.name()) == primary) {
                        family.add(undecided(counterpart, cell, metric, primary));
                    }
                }
            }
            for (Comparison decided : decide(family)) {
                found.computeIfAbsent(decided.cell, key -> new LinkedHashMap<>())
                        .put(decided.metric.name(), decided);
            }
        }
        return found;
    }

    private static Comparison undecided(CellSummary baseline, CellSummary variant, Metric metric, boolean primary) {
        Map<Long, Double> bySeed = new HashMap<>();
        for (RunResult run : baseline.runs()) {
            bySeed.put(run.seed(), run.values().getOrDefault(metric, Double.NaN));
        }
        double[] right = variant.values(metric);
        double[] left = new double[right.length];
        for (int i = 0; i < left.length; i++) {
            left[i] = bySeed.getOrDefault(variant.runs().get(i).seed(), Double.NaN);
        }
        return new Comparison(variant.cell(), metric, primary, PairedDifference.of(left, right), Double.NaN, null);
    }

    private static List<Comparison> decide(List<Comparison> family) {
        double[] p = new double[family.size()];
        for (int i = 0; i < p.length; i++) {
            p[i] = family.get(i).paired.p();
        }
        double[] adjusted = Holm.adjust(p);
        List<Comparison> decided = new ArrayList<>(p.length);
        for (int i = 0; i < p.length; i++) {
            Comparison one = family.get(i);
            Verdict verdict = Verdict.of(one.paired, adjusted[i], one.metric.better());
            decided.add(new Comparison(one.cell, one.metric, one.primary, one.paired, adjusted[i], verdict));
        }
        return decided;
    }
}
