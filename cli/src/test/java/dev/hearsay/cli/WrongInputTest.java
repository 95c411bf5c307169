package dev.hearsay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong is said in one sentence; the exit code says whose fault it is, and nothing is left behind. */
class WrongInputTest {
    @TempDir
    Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted().toList();
        }
    }

    private void assertRefused(List<Object> words, String sentence) throws IOException {
        List<Path> before = files();
        Shell shell = Shell.hearsay(words.toArray());
        assertThat(shell.err()).startsWith("hearsay: ").contains(sentence).hasLineCount(1);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.exit()).isEqualTo(2);
        assertThat(files()).isEqualTo(before);
    }

    private void assertSuiteRefused(String text, String sentence) throws IOException {
        Path suite = write("mine.conf", text);
        assertRefused(List.of("lab", "run", suite, "--out", folder.resolve("deep/results")), sentence);
        assertRefused(List.of("config", "--check", suite), sentence);
    }

    @Test
    void aMisspeltKey() throws IOException {
        assertSuiteRefused(
                "suite {\n name = x\n workloads {\n  w { distributon = zipfian }\n }\n}",
                "mine.conf:4: unknown key suite.workloads.w.distributon; did you mean distribution?");
        assertSuiteRefused(
                "suite { name = x }\nhearsay.anti-entropy.intervall = 5s",
                "mine.conf:2: unknown key hearsay.anti-entropy.intervall; did you mean interval?");
    }

    @Test
    void aMetricThatDoesNotExistIsMissedBeforeTheFirstRun() throws IOException {
        assertSuiteRefused(
                "suite { name = x, measure.primary = [stale_read] }",
                "suite.measure.primary: there is no metric stale_read; did you mean stale_reads?");
    }

    @Test
    void aWrongUnit() throws IOException {
        assertSuiteRefused(
                "suite { name = x\n settle = 5 }",
                "mine.conf:2: suite.settle must be a duration with a unit, such as 500ms or 2s, not 5");
    }

    @Test
    void moreReadsThanReplicas() throws IOException {
        assertSuiteRefused(
                "suite { name = x, cluster { n = 3\n r = 4 } }",
                "mine.conf:2: hearsay.quorum: r must be between 1 and n = 3, not 4");
    }

    @Test
    void aStrategyThatDoesNotExist() throws IOException {
        assertSuiteRefused(
                "suite { name = x, variants { a {\n hearsay.membership.use = gosip } } }",
                "mine.conf:2: there is no membership called gosip; did you mean gossip?");
    }

    @Test
    void aTableWithoutAColumn() throws IOException {
        write("grid.csv", "copies,delay\n3,1\n");
        assertSuiteRefused(
                "suite { name = x, grid { file = grid.csv, variant = \"n={copys}\", workload = w, condition = c, set {} } }",
                "mine.conf:1: there is no column copys in ");
    }

    @Test
    void aTableWhoseRowsDoNotFit() throws IOException {
        String suite = """
            suite { name = x
              grid { file = grid.csv, variant = "n={n}", workload = w, condition = "{delay}"
                set { cluster.n = "{n}", condition.delay = "{delay}ms" } } }
            """;
        write("grid.csv", "n,delay\n3,1\n3,soon\n");
        assertSuiteRefused(suite, "grid.csv:3: suite.conditions: delay: the delay soonms cannot be used");
        write("grid.csv", "n,delay\n3,1\n3\n");
        assertSuiteRefused(suite, "grid.csv:3: this row has 1 fields, the header has 2");
        write("grid.csv", "n,delay\n3,1\n3,1\n");
        assertSuiteRefused(suite, "two cells are called n=3 / w / 1");
        Files.delete(folder.resolve("grid.csv"));
        assertSuiteRefused(suite, "mine.conf:2: suite.grid.file: there is no table ");
    }

    @Test
    void aFileThatIsNone() throws IOException {
        write("quickstart.conf", "");
        assertRefused(
                List.of("lab", "run", folder.resolve("quikstart.conf")),
                "quikstart.conf; did you mean quickstart.conf?");
        assertRefused(List.of("lab", "run", folder), " is a folder; a suite is a file");
        assertRefused(List.of("config", folder), " is a folder; a configuration is a file");
        assertRefused(List.of("config", folder.resolve("deep/x.conf")), "x.conf; its folder does not exist");
        assertRefused(List.of("lab", "run", folder.resolve("quickstart.conf")), "there is no section suite { … }");
    }

    @Test
    void aFileThatMayNotBeRead() throws IOException {
        Path file = write("mine.conf", "suite { name = x }");
        assertThat(file.toFile().setReadable(false)).isTrue();
        assumeFalse(Files.isReadable(file), "root reads everything");
        assertRefused(List.of("lab", "run", file), "cannot be read; check its permissions");
    }

    @Test
    void variantsOfOneName() throws IOException {
        assertSuiteRefused("""
            suite {
              name = x
              variants {
                a { cluster { r = 1 } }
                a { cluster { r = 2 } }
              }
            }
            """, "mine.conf:5: suite.variants has a already, in line 4; give one of them another name");
        assertSuiteRefused(
                "suite { name = x, matrix { \"hearsay.quorum.r\" = [1, 1] } }",
                "mine.conf:1: suite.matrix: hearsay.quorum.r lists 1 twice");
        Path fine = write("fine.conf", """
            suite { name = x # { a {
              variants { a.cluster.r = 1, a.cluster.w = 2, "b" { facts { a = "{ } a {" } } }
              workloads { a = {}, b = ${suite.workloads.a} { keys = 5 } // a {
              }
            }
            """);
        assertThat(Shell.hearsay("config", "--check", fine).exit()).isZero();
    }

    @Test
    void aPlaceForResultsThatIsTaken() throws IOException {
        Path suite = write("mine.conf", "suite { name = x }");
        assertRefused(List.of("lab", "run", suite, "--out", folder), "is already there and not empty");
        assertRefused(List.of("lab", "run", suite, "--out", suite), "is a file");
    }

    @Test
    void aNumberThatMakesNoSense() throws IOException {
        Path suite = write("mine.conf", "suite { name = x }");
        assertRefused(
                List.of("lab", "run", suite, "--seeds", 0),
                "--seeds must be at least 1, not 0; hearsay lab run --help");
        assertRefused(List.of("lab", "run", suite, "--threads", 0), "--threads must be at least 1, not 0");
        assertRefused(List.of("lab", "run", suite, "--threads", "two"), "'two' is not an int");
        assertRefused(List.of("lab", "run", suite, "--base-seed", -7), "--base-seed must not be negative");
        assertRefused(
                List.of("lab", "run", suite, "--seeds", 2_000_000, "--out", folder.resolve("r")),
                "2,000,000 seeds for each of the cells, 1 in all, make 2,000,000 runs, and 1,000,000 are the most");
    }

    @Test
    void aWordThatTheCommandDoesNotKnow() throws IOException {
        Path suite = write("mine.conf", "suite { name = x }");
        assertRefused(
                List.of("lab", "run", suite, "--sedes", 3),
                "there is no option --sedes; did you mean --seeds?; hearsay lab run --help shows what it takes");
        assertRefused(List.of("lab", "rnu"), "nothing is known of rnu; did you mean run?");
        assertRefused(List.of("plugin"), "nothing is known of plugin; did you mean plugins?");
        assertRefused(List.of("lab", "run"), "SUITE is missing; hearsay lab run --help");
        assertRefused(List.of(), "say what to do; hearsay --help");
    }

    @Test
    void anOptionOfAnotherCommand() throws IOException {
        assertRefused(List.of("get", "cart", "-w", 2), "there is no option -w; hearsay get --help shows what it takes");
        assertRefused(List.of("get", "cart", "--durability", "disk"), "there is no option --durability");
        assertRefused(List.of("put", "cart", "milk", "-r", 1), "there is no option -r; hearsay put --help");
        assertRefused(List.of("delete", "cart", "--context", "AA", "-r", 1), "there is no option -r");
    }

    @Test
    void aKeyWithoutAByte() throws IOException {
        String sentence = "a key has at least one byte, and KEY is empty";
        assertRefused(List.of("get", ""), sentence);
        assertRefused(List.of("put", "", "milk"), sentence);
        assertRefused(List.of("delete", "", "--context", "AA"), sentence);
    }

    @Test
    void aHostThatNobodyKnows() throws IOException {
        String nowhere = "there is no host nowhere.invalid";
        assertRefused(List.of("get", "cart", "--node", "nowhere.invalid:7001"), nowhere);
        assertRefused(List.of("put", "cart", "milk", "--node", "nowhere.invalid:7001"), nowhere);
        assertRefused(List.of("status", "--node", "nowhere.invalid:7001"), nowhere);
        assertThat(Shell.hearsay("get", "cart", "--node", "nowhere.invalid:7001,127.0.0.1:1")
                        .exit())
                .as("one that may be there tomorrow")
                .isEqualTo(Errors.FAILED);
    }

    @Test
    void aConfigurationWithAForeignSection() throws IOException {
        Path file = write("application.conf", "hersay.quorum.r = 1");
        assertRefused(List.of("config", file), "application.conf:1: unknown key hersay; did you mean hearsay?");
    }

    @Test
    void aLoadThatMakesNoSense() throws IOException {
        assertRefused(List.of("bench", "--workload", "g"), "--workload: there is no core workload g");
        assertRefused(List.of("bench", "--clients", 0), "--clients must be between 1 and 100000, not 0");
        assertRefused(List.of("bench", "--keys", 0), "--keys must be between 1 and 16777216, not 0");
        assertRefused(List.of("bench", "--rate", 0), "--rate must be above 0");
        assertRefused(List.of("bench", "--rate", 10, "--arrivals", "never"), "--arrivals");
        assertRefused(List.of("bench", "--in-flight", 0), "--in-flight must be between 1 and 1000000, not 0");
        assertRefused(List.of("bench", "--skew", -1), "--skew must be between 0 and 10");
        assertRefused(List.of("bench", "--value", -1), "--value must be between 0 and 16777216");
        assertRefused(List.of("bench", "--scan", 0), "--scan must be between 1 and 10000");
        assertRefused(List.of("bench", "--duration", "0s"), "--duration must be longer than nothing");
        assertRefused(List.of("bench", "--duration", "20"), "20 has no unit");
        Path history = folder.resolve("h.jsonl");
        assertRefused(
                List.of("bench", "--history", history, "--value", 8), "--history needs values of 16 bytes or more");
        Path taken = write("taken", "");
        assertRefused(List.of("bench", "--history", taken), "is already there; choose another name");
        assertRefused(List.of("bench", "--history", history, "--hdr", taken), "is already there; choose another name");
        assertRefused(List.of("bench", "--history", folder.resolve("deep/h")), "there is no folder for ");
        Path suite = write("mine.conf", "suite { name = x, workloads { hot {} } }");
        assertRefused(
                List.of("bench", "--suite", suite, "--workload", "hat"),
                "mine.conf has no workload hat; did you mean hot?");
        assertRefused(
                List.of("bench", "--suite", suite, "--rate", 5),
                "--rate is for the core workloads; with --suite the file says it");
    }

    @Test
    void aHistoryThatIsNone() throws IOException {
        Path file = write("h.jsonl", "milk");
        assertRefused(List.of("check", folder.resolve("other")), "there is no file ");
        assertRefused(List.of("check", folder), " is a folder; a history is a file");
        assertRefused(List.of("check", file), "h.jsonl:1: this line is no JSON");
        assertRefused(List.of("check"), "HISTORY is missing");
        assertRefused(List.of("check", file, "--settle", "-1s"), "--settle must not be negative");
        Path whole = write("whole.jsonl", "{\"schema\":1,\"file\":\"history\",\"tag\":2}\n{\"end\":true}\n");
        assertRefused(
                List.of("check", whole, "--final", whole), "the first line must say \"schema\":1,\"file\":\"final\"");
    }

    @Test
    void onlyVerboseShowsWhereInTheProgram() throws IOException {
        Path suite = write("mine.conf", "suite { nam = x }");
        assertThat(Shell.hearsay("config", suite).err()).doesNotContain("\tat ");
        assertThat(Shell.hearsay("config", suite, "--verbose").err()).contains("\tat dev.hearsay");
    }
}
