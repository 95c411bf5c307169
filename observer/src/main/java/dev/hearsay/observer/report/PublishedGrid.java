package dev.hearsay.observer.report;

import dev.hearsay.observer.Metric;
import dev.hearsay.observer.RunResult;
import dev.hearsay.observer.results.Study;
import dev.hearsay.observer.statistics.Correlation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Median;

/**
 * A grid that somebody else ran before: each of its rows has their figures, as facts whose names begin with {@code their_}, and
 * ours. The parameters of a row are the {@code name=value} words in the names of its cell, and its other facts.
 */
public final class PublishedGrid {
    private static final String UNITS = "_(ms|ratio|rate)$";
    private static final String THEIRS = "^theirs?_";

    public record Pair(String theirs, Metric ours) {}

    /**
     * How one of their figures compares with ours, over the rows that have both.
     *
     * @param ours mean over these rows
     * @param theirs likewise
     * @param medianRatio how far apart a typical row is, ours by theirs
     * @param rankCorrelation Spearman's: whether the same rows stand out
     */
    public record Agreement(int rows, double ours, double theirs, double medianRatio, double rankCorrelation) {}

    /** Numbers of one row: its parameters, ours and theirs, NaN where there is none; over seeds, the mean. */
    record Row(List<String> names, double[] parameters, double[] ours, double[] theirs) {}

    private final List<String> parameters;
    private final List<Pair> pairs;
    private final List<Row> rows;

    private PublishedGrid(List<String> parameters, List<Pair> pairs, List<Row> rows) {
        this.parameters = parameters;
        this.pairs = pairs;
        this.rows = rows;
    }

    /** What is to us what they called so. */
    private static String oursOf(String theirs) {
        String name = theirs.replaceFirst(THEIRS, "").replaceFirst(UNITS, "");
        return switch (name) {
            case "stale" -> "stale_reads_seed_rule";
            case "get_latency" -> "read_latency_mean";
            case "put_latency" -> "write_latency_mean";
            default -> name;
        };
    }

    /** Whether the study has figures to be compared with. */
    public static boolean isOne(Study study) {
        return study.facts().stream().anyMatch(PublishedGrid::isTheirs);
    }

    private static boolean isTheirs(String fact) {
        return fact.startsWith("their_") || fact.startsWith("theirs_");
    }

    public static PublishedGrid of(Study study) {
        List<Pair> pairs = new ArrayList<>();
        for (String fact : study.facts()) {
            for (Metric metric : isTheirs(fact) ? study.metrics() : List.<Metric>of()) {
                if (metric.name().equals(oursOf(fact))) {
                    pairs.add(new Pair(fact, metric));
                }
            }
        }
        Map<String, List<RunResult>> byRow = new LinkedHashMap<>();
        Set<String> names = new LinkedHashSet<>();
        for (RunResult run : study.runs()) {
            byRow.computeIfAbsent(run.cell() + " " + run.facts().get("row"), key -> new ArrayList<>())
                    .add(run);
            names.addAll(parameters(run).keySet());
        }
        names.remove("row");
        List<String> parameters = List.copyOf(names);
        List<Row> rows = new ArrayList<>(byRow.size());
        byRow.values().forEach(runs -> rows.add(row(runs, parameters, pairs)));
        return new PublishedGrid(parameters, pairs, rows);
    }

    private static Map<String, String> parameters(RunResult run) {
        Map<String, String> found = new LinkedHashMap<>();
        words(run.cell().variant(), found);
        words(run.cell().workload(), found);
        words(run.cell().condition(), found);
        run.facts().forEach((name, value) -> {
            if (!isTheirs(name)) {
                found.put(name, value);
            }
        });
        return found;
    }

    private static void words(String name, Map<String, String> found) {
        for (String word : name.split("[ ,]+")) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                found.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
    }

    private static Row row(List<RunResult> runs, List<String> parameters, List<Pair> pairs) {
        RunResult first = runs.get(0);
        Map<String, String> given = parameters(first);
        double[] values = new double[parameters.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(given.get(parameters.get(i)));
        }
        double[] ours = new double[pairs.size()];
        double[] theirs = new double[pairs.size()];
        for (int i = 0; i < ours.length; i++) {
            Metric metric = pairs.get(i).ours();
            ours[i] = Mean.of(runs.stream()
                            .mapToDouble(run -> run.values().getOrDefault(metric, Double.NaN))
                            .filter(value -> !Double.isNaN(value))
                            .toArray())
                    .getAsDouble();
            theirs[i] = number(first.facts().get(pairs.get(i).theirs()));
        }
        List<String> names = List.of(
                first.cell().variant(), first.cell().workload(), first.cell().condition());
        return new Row(names, values, ours, theirs);
    }

    /** NaN for what is no number. */
    private static double number(String text) {
        try {
            return text == null ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** @param pair index into {@link #pairs} */
    public Agreement agreement(int pair) {
        List<Row> both = rows.stream()
                .filter(row -> Double.isFinite(row.ours[pair]) && Double.isFinite(row.theirs[pair]))
                .toList();
        double[] ours = both.stream().mapToDouble(row -> row.ours[pair]).toArray();
        double[] theirs = both.stream().mapToDouble(row -> row.theirs[pair]).toArray();
        double[] ratios = both.stream()
                .filter(row -> row.theirs[pair] != 0)
                .mapToDouble(row -> row.ours[pair] / row.theirs[pair])
                .toArray();
        return new Agreement(
                ours.length,
                Mean.of(ours).getAsDouble(),
                Mean.of(theirs).getAsDouble(),
                Median.withDefaults().evaluate(ratios),
                Correlation.ofRanks(ours, theirs));
    }

    List<String> parameters() {
        return parameters;
    }

    public List<Pair> pairs() {
        return pairs;
    }

    List<Row> rows() {
        return rows;
    }
}
