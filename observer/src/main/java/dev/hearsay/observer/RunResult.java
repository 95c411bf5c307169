package dev.hearsay.observer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one run measured. Everything in it is a function of the suite and the seed; nothing depends on wall time.
 *
 * @param index place of the run in the plan of its suite, from 0
 * @param cell which cell of the grid
 * @param seed the run's seed
 * @param facts further columns, known before the run: the parameters and, for a grid from a file, the figures it is compared with
 * @param values the measurements, in catalogue order; NaN where there was nothing to measure
 * @param traceDigest a digest of every event of the run: 16 hexadecimal digits
 * @param events how many events the simulation handled
 */
public record RunResult(
        int index,
        GridCell cell,
        long seed,
        Map<String, String> facts,
        Map<Metric, Double> values,
        String traceDigest,
        long events) {
    public RunResult {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
