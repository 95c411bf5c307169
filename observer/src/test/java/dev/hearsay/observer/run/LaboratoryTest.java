package dev.hearsay.observer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.observer.Metric;
import dev.hearsay.observer.RunResult;
import dev.hearsay.observer.measure.Catalogue;
import dev.hearsay.observer.results.OperationsFile;
import dev.hearsay.observer.results.ResultFolder;
import dev.hearsay.observer.suite.Suite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaboratoryTest {
    /** A store in which nobody does anything but answer. */
    private static final String IDLE = """
            hearsay {
              membership.use = idle
              detector.use = idle
              anti-entropy.use = idle
              hints.deliver = false
            }
            """;

    @TempDir
    Path folder;

    private Suite suite(String text) throws IOException {
        return Suite.load(Files.writeString(folder.resolve("suite.conf"), IDLE + text));
    }

    private List<RunResult> run(String text, int threads) throws IOException, InterruptedException {
        Laboratory laboratory = new Laboratory(LaboratoryTest.class.getClassLoader());
        Findings findings = laboratory.run(suite(text), new LabOptions(threads, 0, -1), Progress.NONE, Recording.NONE);
        assertThat(findings.complete()).isTrue();
        return findings.results();
    }

    private static double value(RunResult result, Metric metric) {
        return result.values().get(metric);
    }

    private static final String MIXED = """
            suite {
              name = mixed
              seeds = 4
              cluster { nodes = 5, n = 3 }
              variants {
                eager { cluster { r = 1, w = 1 } }
                strict { cluster { r = 2, w = 2 }, hearsay.quorum.use = strict }
              }
              workloads {
                closed { keys = 20, duration = 2s, clients = 4 }
                open { mode = open, rate = 300, keys = 20, duration = 2s, deletes = 0.1, distribution = zipfian }
              }
              conditions {
                calm {}
                storm {
                  delay = "0.5ms + exponential(5ms)", drop = 2%, duplicate = 1%
                  crash { every = 1s, down = 300ms }
                  pause { every = 1s, down = 200ms }
                  wipe { at = [1900ms], down = 100ms }
                  crash-unsynced { at = [200ms], down = 100ms, nodes = 2 }
                  slow-disk { at = [300ms], down = 1s }
                  clock-jump { at = [400ms], down = 1s }
                  partition { at = [1500ms], down = 400ms }
                }
              }
              settle = 2s
            }
            """;

    @Test
    void resultsAreTheSameWithOneThreadAndWithTwo() throws Exception {
        List<RunResult> alone = run(MIXED, 1);
        List<RunResult> together = run(MIXED, 2);
        assertThat(together).hasSize(32).isEqualTo(alone);
        assertThat(alone.stream().map(RunResult::index)).isSorted();
        assertThat(alone.stream()
                        .filter(result -> result.cell().condition().equals("storm"))
                        .map(RunResult::traceDigest))
                .as("every seed is a run of its own")
                .doesNotHaveDuplicates();
    }

    private byte[] operations(int threads) throws IOException, InterruptedException {
        Path target = folder.resolve("recorded-by-" + threads);
        Suite suite = suite(MIXED.replace("seeds = 4", "seeds = 2").replace("2s", "500ms"));
        Laboratory laboratory = new Laboratory(LaboratoryTest.class.getClassLoader());
        try (ResultFolder results = ResultFolder.open(target)) {
            laboratory.run(suite, new LabOptions(threads, 0, -1), Progress.NONE, new OperationsFile(results));
            results.publish();
        }
        try (Stream<Path> files = Files.list(target)) {
            assertThat(files).as("parts are joined").hasSize(1);
        }
        return Files.readAllBytes(target.resolve(ResultFolder.OPERATIONS));
    }

    @Test
    void recordedOperationsAreTheSameWithOneThreadAndWithThree() throws Exception {
        byte[] alone = operations(1);
        assertThat(operations(3)).isEqualTo(alone);
        List<String> lines = new String(alone, StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.stream().map(line -> line.replaceFirst(".*\"run\":(\\d+),.*", "$1")))
                .as("runs in the order of the plan")
                .isSortedAccordingTo(Comparator.comparingInt(Integer::parseInt))
                .contains("0", "15");
        assertThat(lines.stream().filter(line -> line.contains("\"outcome\":\"done\"")))
                .hasSizeGreaterThan(1000)
                .allMatch(line -> line.contains("\"coordinator\":\"n"));
    }

    @Test
    void whatIsRecordedIsWhatIsCounted() throws Exception {
        Path target = folder.resolve("recorded");
        Suite suite = suite("""
                suite {
                  name = x
                  seeds = 1
                  workloads.w { mode = open, rate = 300, duration = 1s }
                  conditions.slow { delay = "100ms" }
                }
                """);
        Laboratory laboratory = new Laboratory(LaboratoryTest.class.getClassLoader());
        RunResult result;
        try (ResultFolder results = ResultFolder.open(target)) {
            result = laboratory
                    .run(suite, LabOptions.defaults(), Progress.NONE, new OperationsFile(results))
                    .results()
                    .get(0);
            results.publish();
        }
        List<String> lines = Files.readAllLines(target.resolve(ResultFolder.OPERATIONS));
        assertThat(lines.stream().filter(line -> line.contains("\"op\":\"read\"")))
                .hasSize((int) value(result, Catalogue.READS));
        assertThat(lines.stream().filter(line -> line.contains("\"op\":\"write\"")))
                .hasSize((int) value(result, Catalogue.WRITES));
    }

    @Test
    void twoDesignsAreAskedTheSame() throws Exception {
        List<RunResult> results = run("""
                suite {
                  name = paired
                  seeds = 3
                  variants {
                    low { cluster { r = 1, w = 1 } }
                    high { cluster { r = 3, w = 3 } }
                  }
                  workloads { open { mode = open, rate = 500, duration = 2s } }
                  conditions { slow { delay = "exponential(5ms)" } }
                }
                """, 2);
        for (int seed = 0; seed < 3; seed++) {
            RunResult low = results.get(seed);
            RunResult high = results.get(3 + seed);
            assertThat(low.seed()).isEqualTo(high.seed());
            assertThat(value(low, Catalogue.READ_GAP)).isEqualTo(value(high, Catalogue.READ_GAP));
        }
    }

    @Test
    void whatIsWrongWithADesignIsSaidBeforeAnythingRuns() {
        assertThatThrownBy(() -> run("suite { name = x\n cluster { n = 3\n r = 4 } }", 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("suite.conf:9: hearsay.quorum: r must be between 1 and n = 3, not 4");
        assertThatThrownBy(() -> run("suite { name = x, cluster { nodes = 2, n = 3 } }", 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("keeps n = 3 copies on 2 nodes");
        assertThatThrownBy(
                        () -> run("suite { name = x, variants { a {\n hearsay.partitioner.use = token-rink } } }", 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "suite.conf:8: there is no partitioner called token-rink; did you mean token-ring?");
        assertThatThrownBy(() -> run("suite { name = x, variants { a {\n hearsay.quorm.r = 1 } } }", 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("suite.conf:8: unknown key hearsay.quorm; did you mean quorum?");
        assertThatThrownBy(() -> run("suite { name = x, conditions { c { partition.sides = [[0], [1, 7]] } } }", 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("names node 7");
        assertThatThrownBy(() -> run("suite { name = x }\nhearsay.membership.labels.nod-1.weight = 2", 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("suite.conf:8: hearsay.membership.labels names nod-1")
                .hasMessageContaining("did you mean node-1?");
    }

    @Test
    void aCancelledLaboratoryReturnsWhatIsComplete() throws Exception {
        Laboratory laboratory = new Laboratory(LaboratoryTest.class.getClassLoader());
        List<RunResult> seen = new ArrayList<>();
        Findings findings = laboratory.run(
                suite(MIXED),
                new LabOptions(1, 0, -1),
                new Progress() {
                    @Override
                    public void finished(RunResult result) {
                        seen.add(result);
                        if (seen.size() == 3) {
                            laboratory.cancel();
                        }
                    }
                },
                Recording.NONE);
        assertThat(findings.complete()).isFalse();
        assertThat(findings.results()).hasSize(3).isEqualTo(seen);
    }

    @Test
    void aRunCarriesTheFactsOfItsCell() throws Exception {
        RunResult result = run("suite { name = x, seeds = 1, workloads.w { duration = 1s, facts { t_ms = 5 } } }", 1)
                .get(0);
        assertThat(result.facts())
                .containsExactlyInAnyOrderEntriesOf(Map.of("nodes", "5", "n", "3", "r", "2", "w", "2", "t_ms", "5"));
    }
}
