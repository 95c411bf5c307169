package dev.hearsay.observer.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.observer.GridCell;
import dev.hearsay.observer.Metric;
import dev.hearsay.observer.RunResult;
import dev.hearsay.observer.SyntheticRuns;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class ResultFolderTest {
    @TempDir
    Path temporary;

    private static Study study(List<RunResult> runs) {
        Map<String, Object> environment = new LinkedHashMap<>();
        environment.put("jvm", "17");
        return new Study("trial", "", "", List.of(), runs, environment, "suite { name = trial }\n");
    }

    private static List<RunResult> runs() {
        return SyntheticRuns.grid(List.of("one", "two"), List.of("calm", "drops"), 3);
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> entries = Files.list(temporary)) {
            return entries.toList();
        }
    }

    @Test
    void nothingBearsTheNameUntilAllOfItIsWritten() throws IOException {
        Path target = temporary.resolve("deep/results");
        ResultFolder folder = ResultFolder.open(target);
        folder.write(study(runs()));
        assertThat(target).doesNotExist();
        folder.publish();
        folder.abort();
        assertThat(target.resolve("runs.csv")).exists();
        assertThat(target.resolve("environment.json")).content().contains("\"jvm\" : \"17\"");
        assertThat(target.resolve("suite.conf")).hasContent("suite { name = trial }");
        assertThat(Files.list(target.getParent())).hasSize(1);
    }

    @Test
    void anAbortLeavesNothingBehind() throws IOException {
        try (ResultFolder folder = ResultFolder.open(temporary.resolve("results"))) {
            try (OutputStream out = folder.file(ResultFolder.OPERATIONS)) {
                out.write('\n');
            }
            folder.write(study(runs()));
        }
        assertThat(left()).isEmpty();
    }

    @Test
    @EnabledIf("hasFullDevice")
    void aFullDiskIsASentenceAndNothingIsLeft() throws IOException {
        Path full = Path.of("/dev/full");
        try (ResultFolder folder = ResultFolder.open(temporary.resolve("deep/results"))) {
            Files.createSymbolicLink(folder.draft(ResultFolder.RUNS), full);
            assertThatThrownBy(() -> folder.write(study(runs())))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageMatching("cannot write the results to .*/deep/results: no space left on device");
            Files.createSymbolicLink(folder.draft(ResultFolder.OPERATIONS), full);
            OperationsFile operations = new OperationsFile(folder);
            try (OutputStream out = operations.begin(0)) {
                out.write(new byte[100_000]);
            }
            assertThatThrownBy(() -> operations.ended(0)).hasMessageEndingWith("no space left on device");
        }
        assertThat(left()).isEmpty();
    }

    static boolean hasFullDevice() {
        return Files.isWritable(Path.of("/dev/full"));
    }

    @Test
    void partsOfRunsAreJoinedInTheirOrderWheneverTheyEnd() throws IOException {
        Path target = temporary.resolve("results");
        try (ResultFolder folder = ResultFolder.open(target)) {
            OperationsFile operations = new OperationsFile(folder);
            for (int run : new int[] {2, 0, 3, 1}) {
                try (OutputStream out = operations.begin(run)) {
                    out.write('0' + run);
                }
                operations.ended(run);
            }
            folder.publish();
        }
        assertThat(target.resolve(ResultFolder.OPERATIONS)).hasContent("0123");
        assertThat(Files.list(target)).hasSize(1);
    }

    @Test
    void whatIsThereIsNeverOverwritten() throws IOException {
        Path target = Files.createDirectory(temporary.resolve("results"));
        ResultFolder.open(target).abort();
        Files.writeString(target.resolve("runs.csv"), "mine");
        assertThatThrownBy(() -> ResultFolder.open(target))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("already there and not empty");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsASentence() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "");
        assertThatThrownBy(() -> ResultFolder.open(file.resolve("results")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("cannot write the results to ");
    }

    @Test
    void rowsStandInTheOrderOfThePlanWhateverOrderTheRunsFinishedIn() throws IOException {
        List<RunResult> shuffled = new ArrayList<>(runs());
        Collections.reverse(shuffled);
        assertThat(table("runs.csv", study(shuffled))).isEqualTo(table("runs.csv", study(runs())));
    }

    private List<String> table(String name, Study study) throws IOException {
        Path target = Files.createTempDirectory(temporary, "t").resolve("r");
        try (ResultFolder folder = ResultFolder.open(target)) {
            folder.write(study);
            folder.publish();
        }
        return Files.readAllLines(target.resolve(name), StandardCharsets.UTF_8);
    }

    @Test
    void theSummaryIsTidy() throws IOException {
        List<String> lines = table("summary.csv", study(runs()));
        assertThat(lines.get(0)).isEqualTo("variant,workload,condition,metric,unit,seeds,estimate,ci_low,ci_high");
        assertThat(lines.get(1)).startsWith("one,uniform,calm,stale_reads,ratio,3,1.0");
        assertThat(lines).hasSize(1 + 4 * runs().get(0).values().size());
    }

    @Test
    void oneSeedHasNoInterval() throws IOException {
        List<String> lines = table("summary.csv", study(SyntheticRuns.grid(List.of("one"), List.of("calm"), 1)));
        assertThat(lines.get(1)).matches("one,uniform,calm,stale_reads,ratio,1,[0-9.]+,,");
    }

    @Test
    void everyRunIsARowWithItsSeedItsFactsAndItsDigest() throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("theirs_stale_rate", "0.25");
        RunResult run = SyntheticRuns.run(0, new GridCell("a", "b, c", "d"), 7, facts, 1);
        List<String> lines = table("runs.csv", study(List.of(run)));
        assertThat(lines.get(0))
                .startsWith("variant,workload,condition,seed,theirs_stale_rate,stale_reads,")
                .contains(",age_mean_ms,", ",throughput_ops_per_s,", ",bytes_quorum_per_op,", ",read_latency_p99_ms,")
                .endsWith(",events,trace_digest");
        assertThat(lines.get(1)).startsWith("a,\"b, c\",d,7,0.25,").endsWith(",1000,00000000000000d9");
    }

    @Test
    void numbersAreShortReadBackAndIgnoreTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Numbers.text(3)).isEqualTo("3");
            assertThat(Numbers.text(-0.1)).isEqualTo("-0.1");
            assertThat(Numbers.text(2e-3)).isEqualTo("0.002");
            assertThat(Numbers.text(1.0E23)).isEqualTo("1.0E23");
            assertThat(Numbers.text(Double.NaN)).isEmpty();
            assertThat(Numbers.text(Double.POSITIVE_INFINITY)).isEqualTo("inf");
            assertThat(Double.parseDouble(Numbers.text(Math.PI / 1e9))).isEqualTo(Math.PI / 1e9);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aBaselineOrAMetricThatIsNotThereIsRefusedWithTheNearestName() {
        assertThatThrownBy(() -> new Study("s", "", "on", List.of(), runs(), new LinkedHashMap<>(), ""))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("there is no baseline on; did you mean one?");
        assertThatThrownBy(() -> new Study("s", "", "", List.of("stale_read"), runs(), new LinkedHashMap<>(), ""))
                .hasMessage("there is no primary metric stale_read; did you mean stale_reads?");
        assertThat(study(runs()).baseline()).isEqualTo("one");
        assertThat(study(runs()).metrics()).extracting(Metric::name).contains("convergence_time");
    }

    @Test
    void aConvergenceTimeIsAMedianAndIsUnknownWhereMostRunsWereCutOff() {
        List<RunResult> runs = new ArrayList<>();
        Metric time = study(runs()).metrics().stream()
                .filter(metric -> metric.name().equals("convergence_time"))
                .findFirst()
                .orElseThrow();
        double[] times = {5, Double.NaN, 7};
        for (int i = 0; i < times.length; i++) {
            Map<Metric, Double> values = new LinkedHashMap<>();
            values.put(time, times[i]);
            runs.add(new RunResult(i, new GridCell("a", "b", "c"), i, new LinkedHashMap<>(), values, "", 0));
        }
        CellSummary cell = CellSummary.of(study(runs)).get(0);
        assertThat(cell.estimate(time).estimate()).isEqualTo(7);
        assertThat(cell.estimate(time).seeds()).isEqualTo(3);
    }
}
