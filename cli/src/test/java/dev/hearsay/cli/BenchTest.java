package dev.hearsay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.typesafe.config.ConfigFactory;
import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.client.HearsayClient;
import dev.hearsay.node.wiring.HearsayConfig;
import dev.hearsay.node.wiring.Plugins;
import dev.hearsay.testkit.transport.RealTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loads on a node over TCP, as somebody would run them at a prompt. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BenchTest {
    /** One that refuses nothing because it is late: on a machine that is busy with other things, everybody is. */
    private static final String ALONE =
            "hearsay { node.listen = \"127.0.0.1:0\", quorum { n = 1, r = 1, w = 1, timeout = 60s }"
                    + ", coordinator.max-lateness = 60s }";

    @TempDir
    Path folder;

    private NodeProcess node;

    @BeforeAll
    void start() {
        ClassLoader loader = BenchTest.class.getClassLoader();
        node = NodeProcess.start(HearsayConfig.load(ConfigFactory.parseString(ALONE), Plugins.find(loader), loader));
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private Shell bench(Object... words) {
        List<Object> all = new ArrayList<>(List.of(
                "bench",
                "--node",
                node.address(),
                "--timeout",
                "60s",
                "--keys",
                50,
                "--clients",
                4,
                "--value",
                100,
                "--warmup"));
        all.addAll(List.of("0s", "--duration", "300ms"));
        all.addAll(List.of(words));
        return Shell.hearsay(all.toArray());
    }

    private Shell suite(Path suite, String workload, Object... words) {
        List<Object> all = new ArrayList<>(
                List.of("bench", "--node", node.address(), "--timeout", "60s", "--suite", suite, "--workload"));
        all.add(workload);
        all.addAll(List.of(words));
        return Shell.hearsay(all.toArray());
    }

    private Shell check(Object... words) {
        List<Object> all = new ArrayList<>(List.of("check", "--node", node.address()));
        all.addAll(List.of(words));
        return Shell.hearsay(all.toArray());
    }

    private Path file() {
        return folder.resolve("file-" + System.nanoTime());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b", "c", "d", "e", "f"})
    void everyCoreWorkloadLeavesAHistoryThatPasses(String workload) {
        Path history = file();
        Shell bench = bench("--workload", workload, "--history", history);
        assertThat(bench.exit()).isZero();
        assertThat(bench.out())
                .startsWith("workload " + workload + ", closed loop, 4 clients: ")
                .contains(" done, 0 refused, 0 unknown")
                .contains("p99.99")
                .doesNotContain("found nothing");
        Shell check = check(history, "--fresh");
        assertThat(check.out()).startsWith("pass: ").contains("        0 acknowledged writes lost");
        assertThat(check.exit()).isZero();
    }

    @Test
    void whatIsChangedBehindTheHistorysBackIsFound() {
        Path history = file();
        bench("--history", history);
        try (HearsayClient client = HearsayClient.connect("hearsay", List.of(node.address()))) {
            Context context =
                    ((Outcome.Done) client.get(Key.of("user7"))).reading().context();
            client.put(Key.of("user7"), Value.of("not what it was before"), context);
        }
        Shell check = check(history, "--settle", "10ms");
        assertThat(check.exit()).isEqualTo(1);
        assertThat(check.out())
                .startsWith("fail: ")
                .contains("        1 acknowledged writes lost")
                .contains("key user7: #")
                .contains(" was acknowledged, and is lost")
                .contains("in the end the key has bytes of no known form");
    }

    @Test
    void theLastStateCanBeKeptAndCheckedAgain() {
        Path history = file();
        Path last = file();
        bench("--history", history);
        assertThat(check(history, "--save", last).out()).startsWith("pass: ");
        bench();
        assertThat(Shell.hearsay("check", history, "--final", last).out()).startsWith("pass: ");
        assertThat(check(history).out()).as("later writes replaced it all").startsWith("fail: ");
    }

    @Test
    void aQuorumThatCannotBeIsSaidSo() {
        Shell bench = bench("-r", 2, "-w", 2);
        assertThat(bench.exit()).isEqualTo(2);
        assertThat(bench.err()).contains("no key could be written (impossible-quorum 50); ");
    }

    @Test
    void aSecondLoadLeavesNoSiblingsOfTheFirst() {
        bench();
        bench("--workload", "c");
        try (HearsayClient client = HearsayClient.connect("hearsay", List.of(node.address()))) {
            for (int i = 0; i < 50; i++) {
                assertThat(((Outcome.Done) client.get(Key.of("user" + i)))
                                .reading()
                                .values())
                        .hasSize(1)
                        .allMatch(value -> value.size() == 100);
            }
        }
    }

    private static JsonNode json(Shell shell) throws Exception {
        assertThat(shell.exit()).isZero();
        return new JsonMapper().readTree(shell.out());
    }

    @Test
    void anOpenLoopOffersWhatItWasTold() throws Exception {
        JsonNode figures = json(bench("--rate", 200, "--arrivals", "constant", "--json"));
        assertThat(figures.get("offered_per_second").asDouble()).isBetween(195.0, 200.0);
        assertThat(figures.get("done").asLong()).as("all that were due").isBetween(59L, 60L);
        assertThat(figures.get("wait").get("count").asLong())
                .isEqualTo(figures.get("done").asLong());
        assertThat(figures.has("latency"))
                .isNotEqualTo(figures.get("overloaded").asBoolean());
    }

    @Test
    void ofAClusterThatCannotBearItNoPercentilesAreShown() {
        Shell bench = bench("--rate", 1_000_000, "--in-flight", 8);
        assertThat(bench.out())
                .contains("overloaded: as many were in flight as may be")
                .doesNotContain("p99.99");
        assertThat(bench.exit()).isZero();
    }

    @Test
    void theHistogramLogHoldsTheFiguresThatArePrinted() throws Exception {
        Path log = file();
        JsonNode figures = json(bench("--hdr", log, "--json"));
        Histogram reads = new Histogram(3);
        long all = 0;
        try (HistogramLogReader reader = new HistogramLogReader(log.toFile())) {
            for (EncodableHistogram next = reader.nextIntervalHistogram();
                    next != null;
                    next = reader.nextIntervalHistogram()) {
                Histogram interval = (Histogram) next;
                all += interval.getTotalCount();
                if (interval.getTag().equals("read-done")) {
                    reads.add(interval);
                }
            }
        }
        JsonNode latency = figures.get("latency").get("read");
        assertThat(all).isEqualTo(figures.get("done").asLong());
        assertThat(reads.getTotalCount()).isEqualTo(latency.get("count").asLong());
        assertThat(reads.getValueAtPercentile(99) / 1000)
                .isCloseTo(latency.get("p99_ns").asLong() / 1000, withinPercentage(1));
    }

    @Test
    void aWorkloadOfASuiteRunsInRealTime() throws Exception {
        Path suite = Files.writeString(folder.resolve("mine.conf"), """
                suite { name = mine, workloads {
                  first { duration = 10s }
                  mixed { mode = rounds, clients = 3, keys = 10, deletes = 0.2, duration = 20s
                    rounds { count = 20, gets = 1, puts = 1 } }
                  timed { mode = open, rate = 200, duration = 300ms, deletes = 0.2, reads = 0.4, keys = 20 }
                } }
                """);
        Path history = file();
        Shell mixed = suite(suite, "mixed", "--history", history);
        assertThat(mixed.out())
                .startsWith("workload mixed of the suite, rounds: ")
                .contains("120 done, 0 refused");
        assertThat(check(history, "--fresh").out()).startsWith("pass: 120 operations");
        Path second = file();
        JsonNode timed = json(suite(suite, "timed", "--history", second, "--json"));
        assertThat(timed.get("offered_per_second").asDouble()).isEqualTo(200);
        assertThat(check(second, "--fresh").out()).startsWith("pass: ");
    }

    @Test
    void anInterruptedLoadLeavesAWholeHistory() throws Exception {
        Path history = folder.resolve("interrupted.jsonl");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "bench",
                        "--node",
                        node.address().toString(),
                        "--keys",
                        "50",
                        "--duration",
                        "100s",
                        "--history",
                        history.toString())
                .start();
        try {
            Path part = folder.resolve("interrupted.jsonl.part");
            assertThat(RealTime.await(() -> part.toFile().length() > 100_000)).isTrue();
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
            assertThat(part).doesNotExist();
            assertThat(check(history, "--fresh").out()).startsWith("pass: ");
        } finally {
            process.destroyForcibly();
        }
    }
}
