package dev.hearsay.observer.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearsay.observer.GridCell;
import dev.hearsay.observer.Metric;
import dev.hearsay.observer.RunResult;
import dev.hearsay.observer.SyntheticRuns;
import dev.hearsay.observer.results.CellSummary;
import dev.hearsay.observer.results.ResultFolder;
import dev.hearsay.observer.results.Study;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    Path temporary;

    private static Study study(List<RunResult> runs) {
        Map<String, Object> environment = new LinkedHashMap<>();
        environment.put("hearsay", "0.1.0");
        return new Study("trial", "", "", List.of(), runs, environment, "x = \"</script><!-- \"\n");
    }

    private static JsonNode data(Study study) throws IOException {
        return new ObjectMapper().readTree(PageJson.of(study, CellSummary.of(study)));
    }

    private static List<RunResult> without(List<RunResult> runs, String metric) {
        List<RunResult> changed = new ArrayList<>();
        for (RunResult run : runs) {
            Map<Metric, Double> values = new LinkedHashMap<>(run.values());
            values.replaceAll((key, value) -> key.name().equals(metric) ? Double.valueOf(0) : value);
            changed.add(new RunResult(
                    run.index(), run.cell(), run.seed(), run.facts(), values, run.traceDigest(), run.events()));
        }
        return changed;
    }

    @Test
    void thePageAsksTheNetworkForNothing() throws IOException {
        Study study = study(SyntheticRuns.grid(List.of("one", "two"), List.of("calm", "drops"), 5));
        try (ResultFolder folder = ResultFolder.open(temporary.resolve("results"))) {
            folder.write(study);
            Report.write(study, folder);
            folder.publish();
        }
        String page = Files.readString(temporary.resolve("results/report.html"));
        assertThat(page).doesNotContain("@{").contains("<title>trial – Hearsay</title>");
        int library = page.indexOf("<!-- Apache ECharts");
        String ours = page.substring(0, library) + page.substring(page.indexOf("</script>", library));
        assertThat(ours).doesNotContain("http:", "https:", " src=", "<link", "@import", "fetch(");
        assertThat(page.split("</script>", -1)).hasSize(4);
    }

    @Test
    void whatStandsInAConfigurationCannotEndTheScript() throws IOException {
        Study study = study(SyntheticRuns.grid(List.of("one"), List.of("calm"), 1));
        assertThat(PageJson.of(study, CellSummary.of(study))).doesNotContain("<");
        assertThat(data(study).get("configuration").asText()).isEqualTo(study.configuration());
    }

    @Test
    void everyCellButTheBaselinesHasAVerdict() throws IOException {
        JsonNode data = data(study(SyntheticRuns.grid(List.of("one", "two"), List.of("calm", "drops"), 5)));
        assertThat(data.get("cells")).hasSize(4);
        assertThat(data.at("/cells/0/values/0")).hasSize(4);
        assertThat(data.at("/cells/2/values/0/4").asText()).isEqualTo("worse");
        assertThat(data.at("/cells/2/values/0/6").asDouble()).isBetween(0.1, 0.11);
        assertThat(data.get("primary").get(0).asText()).isEqualTo("stale_reads");
    }

    @Test
    void oneSeedHasNeitherIntervalNorVerdict() throws IOException {
        JsonNode data = data(study(SyntheticRuns.grid(List.of("one", "two"), List.of("calm"), 1)));
        assertThat(data.at("/cells/1/values/0/1").isNull()).isTrue();
        assertThat(data.at("/cells/1/values/0/5").asText()).isEqualTo("one seed: no interval");
        assertThat(data.get("remarks")).hasSize(1);
    }

    @Test
    void aMechanismThatNeverRanIsSaidSo() throws IOException {
        List<RunResult> runs = SyntheticRuns.grid(List.of("one"), List.of("calm"), 2);
        assertThat(data(study(runs)).get("warnings")).isEmpty();
        JsonNode warnings = data(study(without(runs, "read_repairs"))).get("warnings");
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0).asText()).startsWith("No read repair ever happened");
    }

    @Test
    void aStoreThatAnswersFewRequestsIsSaidSo() throws IOException {
        List<RunResult> runs = SyntheticRuns.grid(List.of("one"), List.of("calm"), 2);
        JsonNode warnings = data(study(without(runs, "done"))).get("warnings");
        assertThat(warnings.get(0).asText()).startsWith("In 2 of 2 runs fewer than half of the operations were done");
    }

    @Test
    void aPublishedGridIsRedrawnBesideOurs() throws IOException {
        List<RunResult> runs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("row", String.valueOf(i + 1));
            facts.put("their_stale_ratio", "0.5");
            facts.put("their_get_latency_ms", "2");
            facts.put("their_unheard_of", "2");
            GridCell cell = new GridCell("n=3 r=1 w=1", "clients=" + i, "delay=2 drop=0");
            runs.add(SyntheticRuns.run(i, cell, 1, facts, 1));
        }
        JsonNode grid = data(study(runs)).get("grid");
        assertThat(grid.get("parameters")).hasToString("[\"n\",\"r\",\"w\",\"clients\",\"delay\",\"drop\"]");
        assertThat(grid.findValuesAsText("metric")).containsExactly("stale_reads_seed_rule", "read_latency_mean");
        assertThat(grid.get("rows")).hasSize(3);
        assertThat(grid.at("/rows/2/1")).hasToString("[3.0,1.0,1.0,2.0,2.0,0.0]");
        assertThat(grid.at("/rows/2/3")).hasToString("[0.5,2.0]");
    }

    @Test
    void aPredictionStandsBesideWhatWasMeasured() throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("predicted_age_mean", "3.5");
        facts.put("exact_stale_ratio", "0.25");
        RunResult run = SyntheticRuns.run(0, new GridCell("a", "b", "c"), 1, facts, 1);
        JsonNode predicted = data(study(List.of(run))).at("/cells/0/predicted");
        assertThat(predicted).hasToString("{\"age_mean\":\"3.5\",\"stale_reads\":\"0.25\"}");
    }
}
