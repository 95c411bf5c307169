package dev.hearsay.cli;

import dev.hearsay.observer.report.PublishedGrid;
import dev.hearsay.observer.results.Study;
import java.io.PrintWriter;

/** What somebody else measured beside what we did, on a screen: a row for each figure. */
final class AgreementTable {
    private static final String ROW = "%-18s %7s %12s %12s %14s %11s%n";

    private final PublishedGrid grid;

    AgreementTable(Study study) {
        this.grid = PublishedGrid.of(study);
    }

    void print(PrintWriter out) {
        out.printf(ROW, "mean over the rows", "rows", "ours", "theirs", "ours / theirs", "rank corr.");
        for (int i = 0; i < grid.pairs().size(); i++) {
            PublishedGrid.Pair pair = grid.pairs().get(i);
            PublishedGrid.Agreement agreement = grid.agreement(i);
            double scale = pair.ours().unit().equals("ratio") ? 100 : 1;
            String unit = " " + (pair.ours().unit().equals("operations") ? "" : Figures.unit(pair.ours()));
            out.printf(
                    ROW,
                    name(pair),
                    agreement.rows(),
                    (Figures.brief(agreement.ours() * scale) + unit).strip(),
                    (Figures.brief(agreement.theirs() * scale) + unit).strip(),
                    Figures.brief(agreement.medianRatio()),
                    Figures.brief(agreement.rankCorrelation()));
        }
        out.printf("%nours / theirs: the median over rows. Rank corr.: do the same rows stand out?%n");
        out.println("The charts against each parameter are in the report.");
    }

    private static String name(PublishedGrid.Pair pair) {
        return pair.theirs()
                .replaceFirst("^theirs?_", "")
                .replaceFirst("_(ms|ratio|rate)$", "")
                .replace('_', ' ');
    }
}
