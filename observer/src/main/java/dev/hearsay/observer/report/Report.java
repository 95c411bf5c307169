package dev.hearsay.observer.report;

import dev.hearsay.observer.results.CellSummary;
import dev.hearsay.observer.results.ResultFolder;
import dev.hearsay.observer.results.Study;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** The page. */
public final class Report {
    private Report() {}

    /** Adds the report to the folder of results. */
    public static void write(Study study, ResultFolder folder) {
        folder.text(ResultFolder.REPORT, out -> page(study, CellSummary.of(study), out));
    }

    static void page(Study study, List<CellSummary> cells, Writer out) throws IOException {
        out.write("<!doctype html><title>" + study.suite().replace("<", "") + "</title>" + cells.size() + " cells\n");
    }
}
