package dev.hearsay.observer.results;

import dev.hearsay.observer.GridCell;
import dev.hearsay.observer.Metric;
import dev.hearsay.observer.RunResult;
import dev.hearsay.observer.statistics.Interval;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/** The two tables: a row per run, and a tidy row per cell and metric. Commas, {@code \n}, numbers as {@link Numbers} has them. */
final class Tables {
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();
    private static final List<String> SUMMARY_HEADER =
            List.of("variant", "workload", "condition", "metric", "unit", "seeds", "estimate", "ci_low", "ci_high");

    private Tables() {}

    /**
     * Where and with what each run was made, every metric, and the digest of its trace. A column of a metric with a dimension
     * ends in its unit: {@code read_latency_p99_ms}.
     */
    static void runs(Study study, Writer out) throws IOException {
        List<String> facts = study.facts();
        List<Metric> metrics = study.metrics();
        List<String> header = new ArrayList<>(List.of("variant", "workload", "condition", "seed"));
        header.addAll(facts);
        metrics.forEach(metric -> header.add(column(metric)));
        header.add("events");
        header.add("trace_digest");
        out.write(FORMAT.format(header.toArray()));
        StringBuilder line = new StringBuilder("\n");
        for (RunResult run : study.runs()) {
            List<String> texts = new ArrayList<>(place(run.cell()));
            texts.add(Long.toString(run.seed()));
            for (String fact : facts) {
                texts.add(run.facts().getOrDefault(fact, ""));
            }
            line.append(FORMAT.format(texts.toArray()));
            for (double value : run.values().values()) {
                line.append(',').append(Numbers.text(value));
            }
            line.append(',').append(run.events()).append(',').append(run.traceDigest());
            out.append(line);
            line.setLength(1);
        }
        out.write('\n');
    }

    /** Numbers and names of metrics need no quotes, so only the cells go through the formatter, once each. */
    static void summary(List<CellSummary> cells, List<Metric> metrics, Writer out) throws IOException {
        out.write(FORMAT.format(SUMMARY_HEADER.toArray()));
        List<String> names = metrics.stream()
                .map(metric -> FORMAT.format(metric.name(), metric.unit()))
                .toList();
        StringBuilder line = new StringBuilder("\n");
        for (CellSummary cell : cells) {
            String place = FORMAT.format(place(cell.cell()).toArray());
            for (int i = 0; i < names.size(); i++) {
                Interval interval = cell.estimate(metrics.get(i));
                line.append(place).append(',').append(names.get(i));
                line.append(',').append(interval.seeds());
                line.append(',').append(Numbers.text(interval.estimate()));
                line.append(',').append(Numbers.text(interval.low()));
                line.append(',').append(Numbers.text(interval.high()));
                out.append(line);
                line.setLength(1);
            }
        }
        out.write('\n');
    }

    private static List<String> place(GridCell cell) {
        return List.of(cell.variant(), cell.workload(), cell.condition());
    }

    /** The name, and the unit if it has a dimension and the name does not begin with it already. */
    static String column(Metric metric) {
        String unit = metric.unit();
        if (!unit.equals("ms") && !unit.contains("_per_")) {
            return metric.name();
        }
        int per = unit.indexOf("_per_");
        boolean said = per > 0 && metric.name().contains(unit.substring(0, per));
        return metric.name() + (said ? unit.substring(per) : "_" + unit);
    }
}
