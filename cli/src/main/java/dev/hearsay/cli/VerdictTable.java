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
        out.println(header(nameWidth, columns, false));
        out.println(header(nameWidth, columns, true));
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
        legend(columns.size()).forEach(out::println);
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

    /** One metric down the table. Texts are without colour, so that they can be measured. */
    private record Column(Metric metric, List<String> titles, int value, int verdict) {
        int width() {
            return 2 + value + verdict;
        }
    }

    private List<Column> columns(List<CellSummary> shown, int room) {
        List<Column> columns = new ArrayList<>();
        int left = room;
        for (String primary : study.primary()) {
            for (Metric metric : study.metrics()) {
                if (metric.name().equals(primary)) {
                    Column column = column(metric, shown);
                    left -= column.width();
                    if (left < 0 && !columns.isEmpty()) {
                        return columns;
                    }
                    columns.add(column);
                }
            }
        }
        return columns;
    }

    private Column column(Metric metric, List<CellSummary> shown) {
        List<String> titles = List.of(Figures.title(metric), Figures.unit(metric));
        int value = Math.max(titles.get(0).length(), titles.get(1).length());
        int verdict = 0;
        for (CellSummary cell : shown) {
            value = Math.max(value, figure(cell, metric).length());
            verdict = Math.max(verdict, mark(cell, metric).length());
        }
        return new Column(metric, titles, value, verdict == 0 ? 0 : verdict + 1);
    }

    private String figure(CellSummary cell, Metric metric) {
        return Figures.text(cell.estimate(metric), metric, marks.plusMinus());
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

    private static String header(int nameWidth, List<Column> columns, boolean second) {
        StringBuilder line = new StringBuilder(" ".repeat(nameWidth));
        for (Column column : columns) {
            String title = column.titles().get(second ? 1 : 0);
            line.append(" ".repeat(2 + column.value() - title.length())).append(title);
            line.append(" ".repeat(column.verdict()));
        }
        return line.toString().stripTrailing();
    }

    private String row(int nameWidth, List<Column> columns, CellSummary cell) {
        String name = name(cell.cell());
        StringBuilder line = new StringBuilder(name).append(" ".repeat(nameWidth - name.length()));
        for (Column column : columns) {
            String figure = figure(cell, column.metric());
            line.append(" ".repeat(2 + column.value() - figure.length())).append(figure);
            if (column.verdict() > 0) {
                String mark = mark(cell, column.metric());
                Comparison comparison = comparison(cell, column.metric());
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
