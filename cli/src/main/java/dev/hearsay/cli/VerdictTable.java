package dev.hearsay.cli;

import dev.hearsay.observer.GridCell;
import dev.hearsay.observer.Metric;
import dev.hearsay.observer.results.CellSummary;
import dev.hearsay.observer.results.Comparison;
import dev.hearsay.observer.results.Study;
import dev.hearsay.observer.statistics.Verdict;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The verdict of a study on a screen: for each load and condition the designs, one below the other, with the estimate and the
 * interval of as many primary metrics as fit, and what each is against the baseline.
 */
final class VerdictTable {
    private static final int MOST_ROWS = 60;
    private static final int LONGEST_NAME = 28;
    private static final int LONGEST_EXACT = 8;

    private final Study study;
    private final Terminal terminal;
    private final Marks marks;
    private final List<CellSummary> cells;
    private final Map<GridCell, Map<String, Comparison>> comparisons;
    private final Set<String> variants = new LinkedHashSet<>();
    private final Set<String> workloads = new LinkedHashSet<>();
    private final Set<String> conditions = new LinkedHashSet<>();

    VerdictTable(Study study, Terminal terminal) {
        this.study = study;
        this.terminal = terminal;
        this.marks = new Marks(terminal);
        this.cells = CellSummary.of(study);
        this.comparisons = Comparison.of(study, cells);
        for (CellSummary cell : cells) {
            variants.add(cell.cell().variant());
            workloads.add(cell.cell().workload());
            conditions.add(cell.cell().condition());
        }
    }

    void print(PrintWriter out) {
        List<CellSummary> shown = cells.subList(0, Math.min(MOST_ROWS, cells.size()));
        int nameWidth = width(shown);
        List<Column> columns = columns(shown, terminal.columns() - nameWidth);
        header(nameWidth, columns).forEach(out::println);
        groups(shown).forEach((place, group) -> {
            if (variants.size() > 1) {
                out.println();
                out.println(marks.bold(place));
            }
            group.forEach(cell -> out.println(row(nameWidth, columns, cell)));
        });
        if (cells.size() > shown.size()) {
            out.printf("and %,d more cells, in the report%n", cells.size() - shown.size());
        }
        out.println();
        legend((int) columns.stream().filter(column -> !column.exact()).count()).forEach(out::println);
    }

    private Map<String, List<CellSummary>> groups(List<CellSummary> shown) {
        Map<String, List<CellSummary>> groups = new LinkedHashMap<>();
        for (CellSummary cell : shown) {
            groups.computeIfAbsent(place(cell.cell()), key -> new ArrayList<>()).add(cell);
        }
        return groups;
    }

    /** What of load and condition tells cells apart. */
    private String place(GridCell cell) {
        if (workloads.size() > 1 && conditions.size() > 1) {
            return cell.workload() + ", " + cell.condition();
        }
        return workloads.size() > 1 ? cell.workload() : cell.condition();
    }

    private String name(GridCell cell) {
        String name = variants.size() > 1 ? "  " + cell.variant() : place(cell);
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 2) + "..";
    }

    private int width(List<CellSummary> shown) {
        return shown.stream().mapToInt(cell -> name(cell.cell()).length()).max().orElse(0);
    }

    /**
     * One metric down the table.
     *
     * @param exact whether it is what a closed form says of the metric, beside the column of what was measured
     */
    private record Column(Metric metric, boolean exact, List<String> heading, int value, int verdict) {
        int width() {
            return 2 + value + verdict;
        }
    }

    /** As many as there is room for, and at least one. */
    private List<Column> columns(List<CellSummary> shown, int room) {
        List<Column> columns = new ArrayList<>();
        int left = room;
        for (Metric metric : primary()) {
            Column column = column(metric, shown);
            left -= column.width();
            if (left < 0 && !columns.isEmpty()) {
                return columns;
            }
            columns.add(column);
            if (shown.stream().anyMatch(cell -> cell.predictions().containsKey(metric.name()))) {
                Column exact = new Column(metric, true, List.of("exactly", Figures.unit(metric)), LONGEST_EXACT, 0);
                left -= exact.width();
                columns.add(exact);
            }
        }
        return columns;
    }

    /** In the order in which they were declared. */
    private List<Metric> primary() {
        List<Metric> primary = new ArrayList<>();
        for (String name : study.primary()) {
            study.metrics().stream()
                    .filter(metric -> metric.name().equals(name))
                    .forEach(primary::add);
        }
        return primary;
    }

    private Column column(Metric metric, List<CellSummary> shown) {
        List<String> heading = Figures.heading(metric);
        int value = heading.stream().mapToInt(String::length).max().orElse(0);
        int verdict = 0;
        for (CellSummary cell : shown) {
            value = Math.max(value, figure(cell, metric).length());
            verdict = Math.max(verdict, mark(cell, metric).length());
        }
        return new Column(metric, false, heading, value, verdict == 0 ? 0 : verdict + 1);
    }

    private String figure(CellSummary cell, Metric metric) {
        return Figures.text(cell.estimate(metric), metric, marks);
    }

    /** Empty for the baseline itself. */
    private String mark(CellSummary cell, Metric metric) {
        Comparison comparison = comparison(cell, metric);
        return comparison == null ? "" : marks.of(comparison.verdict());
    }

    private Comparison comparison(CellSummary cell, Metric metric) {
        Map<String, Comparison> found = comparisons.get(cell.cell());
        return found == null ? null : found.get(metric.name());
    }

    /** Headings stand on one line at their feet. */
    private static List<String> header(int nameWidth, List<Column> columns) {
        int most = columns.stream()
                .mapToInt(column -> column.heading().size())
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        for (int i = most; i > 0; i--) {
            StringBuilder line = new StringBuilder(" ".repeat(nameWidth));
            for (Column column : columns) {
                int index = column.heading().size() - i;
                line.append(right(index < 0 ? "" : column.heading().get(index), 2 + column.value()));
                line.append(" ".repeat(column.verdict()));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private String row(int nameWidth, List<Column> columns, CellSummary cell) {
        String name = name(cell.cell());
        StringBuilder line = new StringBuilder(name).append(" ".repeat(nameWidth - name.length()));
        for (Column column : columns) {
            Metric metric = column.metric();
            if (column.exact()) {
                String value = cell.predictions().get(metric.name());
                line.append(right(value == null ? "" : Figures.exact(value, metric), column.width()));
                continue;
            }
            line.append(right(figure(cell, metric), 2 + column.value()));
            if (column.verdict() > 0) {
                String mark = mark(cell, metric);
                Comparison comparison = comparison(cell, metric);
                line.append(' ').append(comparison == null ? mark : marks.coloured(comparison.verdict()));
                line.append(" ".repeat(column.verdict() - 1 - mark.length()));
            }
        }
        return line.toString().stripTrailing();
    }

    private List<String> legend(int shownMetrics) {
        List<String> lines = new ArrayList<>();
        boolean oneSeed = cells.stream().allMatch(cell -> cell.runs().size() == 1);
        if (oneSeed) {
            lines.add("One seed: no intervals and no verdicts.");
        } else {
            lines.add("Mean over seeds " + marks.plusMinus() + " half of the 95 % interval.");
        }
        if (variants.size() > 1 && !oneSeed) {
            lines.add("Against " + study.baseline() + ", seed by seed: " + marks.legend(Verdict.Kind.BETTER) + ", "
                    + marks.legend(Verdict.Kind.WORSE) + ", " + marks.legend(Verdict.Kind.NO_DIFFERENCE) + ",");
            lines.add("  ?n open: needs about n more seeds, " + marks.legend(Verdict.Kind.NOT_MEASURED) + ".");
        }
        int more = study.primary().size() - shownMetrics;
        if (more > 0) {
            lines.add(more + " more primary " + (more == 1 ? "metric is" : "metrics are") + " in the report.");
        }
        return lines;
    }
}
