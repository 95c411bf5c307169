package dev.hearsay.observer.report;

import dev.hearsay.observer.results.CellSummary;
import dev.hearsay.observer.results.ResultFolder;
import dev.hearsay.observer.results.Study;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/**
 * The page. Everything it needs is in it: its data, its style, its script, and ECharts from its package. In the template a line
 * {@code @{name}} stands for what is put in.
 */
public final class Report {
    private static final String ECHARTS = "/META-INF/resources/webjars/echarts/%s/echarts.min.js";
    private static final String ECHARTS_VERSION = "/META-INF/maven/org.webjars/echarts/pom.properties";

    private Report() {}

    /** Adds the report to the folder of results. */
    public static void write(Study study, ResultFolder folder) {
        folder.text(ResultFolder.REPORT, out -> page(study, CellSummary.of(study), out));
    }

    static void page(Study study, List<CellSummary> cells, Writer out) throws IOException {
        for (String line : resource("report.html").split("\n")) {
            switch (line.strip()) {
                case "@{title}" -> out.write("<title>" + escaped(study.suite()) + " – Hearsay</title>");
                case "@{style}" -> out.write(resource("report.css"));
                case "@{echarts}" -> out.write(resource(String.format(ECHARTS, echartsVersion())));
                case "@{script}" -> script(out);
                case "@{data}" -> out.write(PageJson.of(study, cells));
                default -> out.write(line);
            }
            out.write('\n');
        }
    }

    private static void script(Writer out) throws IOException {
        for (String part : List.of("text.js", "table.js", "charts.js", "grid.js", "page.js")) {
            out.write(resource(part));
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String echartsVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Report.class.getResourceAsStream(ECHARTS_VERSION)) {
            if (in == null) {
                throw new IllegalStateException("ECharts is not on the class path: " + ECHARTS_VERSION);
            }
            properties.load(in);
        }
        return properties.getProperty("version");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Report.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("a part of the report is not on the class path: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
