package dev.hearsay.observer.results;

import dev.hearsay.observer.GridCell;
import dev.hearsay.observer.Metric;
import dev.hearsay.observer.RunResult;
import dev.hearsay.observer.statistics.Interval;
import dev.hearsay.observer.statistics.KaplanMeier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The runs of one cell of the grid, one per seed, reduced to one estimate per metric. */
public final class CellSummary {
    /** The one metric that can outlast a run. */
    private static final String CENSORED = "convergence_time";

    private static final String PREDICTION = "^(predicted|exact)_";

    private final GridCell cell;
    private final List<RunResult> runs = new ArrayList<>();

    private CellSummary(GridCell cell) {
        this.cell = cell;
    }

    /** The cells of a study in the order of its plan. */
    public static List<CellSummary> of(Study study) {
        Map<GridCell, CellSummary> cells = new LinkedHashMap<>();
        for (RunResult run : study.runs()) {
            cells.computeIfAbsent(run.cell(), CellSummary::new).runs.add(run);
        }
        return List.copyOf(cells.values());
    }

    public GridCell cell() {
        return cell;
    }

    /** In the order of the plan. */
    public List<RunResult> runs() {
        return List.copyOf(runs);
    }

    /**
     * What a closed form says of this cell, as the facts {@code predicted_<metric>} or {@code exact_<metric>} of the suite have it;
     * {@code exact_stale_ratio} is of the stale reads.
     */
    public Map<String, String> predictions() {
        Map<String, String> predictions = new LinkedHashMap<>();
        runs.get(0).facts().forEach((fact, value) -> {
            String metric = fact.replaceFirst(PREDICTION, "");
            if (!metric.equals(fact)) {
                predictions.put(metric.equals("stale_ratio") ? "stale_reads" : metric, value);
            }
        });
        return predictions;
    }

    /** One number per run, NaN where there was nothing to measure. */
    public double[] values(Metric metric) {
        double[] values = new double[runs.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = runs.get(i).values().getOrDefault(metric, Double.NaN);
        }
        return values;
    }

    /**
     * The mean over seeds with its t interval. Convergence times are cut off by the horizon: there it is the median of Kaplan and
     * Meier, in every cell, so that cells can be compared.
     */
    public Interval estimate(Metric metric) {
        double[] values = values(metric);
        if (values.length == 1) {
            return Interval.overSeeds(values);
        }
        if (!metric.name().equals(CENSORED)) {
            return Interval.overSeeds(values);
        }
        for (double value : values) {
            if (!Double.isNaN(value)) {
                return KaplanMeier.censoredAtHorizon(values).median();
            }
        }
        return Interval.NONE;
    }
}
