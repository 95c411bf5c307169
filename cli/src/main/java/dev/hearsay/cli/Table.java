package dev.hearsay.cli;

import dev.hearsay.observer.Metric;
import dev.hearsay.observer.results.CellSummary;
import dev.hearsay.observer.results.Study;
import dev.hearsay.observer.statistics.Interval;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** The first metrics of a study on a screen: a row for each cell, as many as a person reads. */
final class Table {
    private static final int MOST_ROWS = 40;
    private static final int MOST_COLUMNS = 5;

    private final Study study;

    Table(Study study) {
        this.study = study;
    }

    void print(PrintWriter out) {
        List<Metric> metrics = columns();
        List<CellSummary> cells = CellSummary.of(study);
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("variant", "workload", "condition"));
        metrics.forEach(metric -> head.add(metric.name() + " [" + metric.unit() + "]"));
        rows.add(head);
        for (CellSummary cell : cells.subList(0, Math.min(MOST_ROWS, cells.size()))) {
            List<String> row = new ArrayList<>();
            row.add(cell.cell().variant());
            row.add(cell.cell().workload());
            row.add(cell.cell().condition());
            metrics.forEach(metric -> row.add(text(cell.estimate(metric))));
            rows.add(row);
        }
        int[] widths = new int[head.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String pad = " ".repeat(widths[i] - row.get(i).length());
                line.append(i < 3 ? row.get(i) + pad : pad + row.get(i)).append("  ");
            }
            out.println(line.toString().stripTrailing());
        }
        if (cells.size() > MOST_ROWS) {
            out.printf("… and %,d more cells in the report%n", cells.size() - MOST_ROWS);
        }
    }

    private List<Metric> columns() {
        List<Metric> chosen = new ArrayList<>();
        for (String name : study.primary()) {
            study.metrics().stream()
                    .filter(metric -> metric.name().equals(name))
                    .findFirst()
                    .ifPresent(chosen::add);
        }
        return chosen.subList(0, Math.min(MOST_COLUMNS, chosen.size()));
    }

    private static String text(Interval interval) {
        if (Double.isNaN(interval.estimate())) {
            return "–";
        }
        String estimate = String.format("%.4g", interval.estimate());
        if (Double.isNaN(interval.low())) {
            return estimate;
        }
        return estimate + String.format(" ±%.2g", (interval.high() - interval.low()) / 2);
    }
}
