package dev.hearsay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of a suite that holds. */
class LabRunTest {
    @TempDir
    Path folder;

    private Shell run(String suite) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.conf"), suite);
        Shell shell = Shell.hearsay("lab", "run", file, "--out", folder.resolve("results"));
        assertThat(shell.err().lines()).allMatch(line -> line.matches("\\d+ (of \\d+ )?runs, .*"));
        assertThat(shell.exit()).isZero();
        return shell;
    }

    private static List<String> table(Shell shell) {
        return shell.out()
                .lines()
                .takeWhile(line -> !line.startsWith("report: "))
                .toList();
    }

    @Test
    void theVerdictFitsEightyColumnsWhateverThereIsToSay() throws IOException {
        Shell shell = run("""
            suite {
              name = x
              seeds = 4
              cluster { nodes = 5, n = 3 }
              variants {
                majority { cluster { r = 2, w = 2 } }
                a-name-that-somebody-thought-about-for-a-long-time { cluster { r = 1, w = 1 } }
              }
              workloads.w { keys = 5, duration = 2s }
              conditions { calm {}, slow { delay = "exponential(10ms)" } }
            }
            """);
        List<String> lines = table(shell);
        assertThat(lines).allMatch(line -> line.length() <= 80).contains("calm", "slow");
        assertThat(lines.subList(lines.indexOf("slow"), lines.size()))
                .anyMatch(line -> line.matches("  majority +0 .*"))
                .anyMatch(line -> line.startsWith("  a-name-that-somebody-tho.. ") && line.matches(".* [▲+].*"));
        assertThat(shell.out()).contains("seed by seed: ", "better, ", "worse, ", "= no difference shown");
        assertThat(folder.resolve("results/report.html")).isNotEmptyFile();
        assertThat(folder.resolve("results/operations.jsonl")).doesNotExist();
    }

    @Test
    void aClosedFormStandsBesideWhatWasMeasured() throws IOException {
        Shell shell = run("""
            suite { name = x, seeds = 2, measure.primary = [stale_reads]
              workloads.w { duration = 1s, facts { exact_stale_ratio = 0.2482 } } }
            """);
        assertThat(table(shell).get(0)).matches(" +stale reads +exactly");
        assertThat(table(shell)).as("both in per cent").anyMatch(line -> line.matches("calm +0 +24.82"));
    }

    @Test
    void aPublishedGridIsComparedFigureByFigure() throws IOException {
        Files.writeString(folder.resolve("grid.csv"), "n,stale,lat\n1,0.5,2\n3,0.25,4\n");
        Shell shell = run("""
            suite { name = x, seeds = 1, workloads.w.duration = 1s
              grid { file = grid.csv, variant = "n={n}", workload = w, condition = c
                set { cluster.n = "{n}", cluster.r = 1, cluster.w = 1 }
                carry { stale = their_stale_ratio, lat = their_get_latency_ms } } }
            """);
        assertThat(table(shell)).anyMatch(line -> line.matches("stale +2 +0 % +37.5 % +0 +-"));
        assertThat(table(shell)).anyMatch(line -> line.matches("get latency +2 .* 3 ms .*"));
        assertThat(table(shell)).allMatch(line -> line.length() <= 80);
    }

    @Test
    void everyValueInEffectIsShownWithItsOrigin() throws IOException {
        Path file = Files.writeString(folder.resolve("application.conf"), "hearsay {\n  quorum.r = 1\n}\n");
        Shell shell = Shell.hearsay("config", file);
        assertThat(shell.out().lines())
                .anyMatch(line -> line.matches("hearsay\\.quorum\\.r = 1 +# .*application\\.conf:2"))
                .anyMatch(line -> line.matches("hearsay\\.quorum\\.n = 3 +# .*reference\\.conf:\\d+"));
        assertThat(shell.exit()).isZero();
    }

    @Test
    void helpIsThereAtEveryLevel() {
        for (String command : List.of("", "lab", "lab run", "plugins", "config", "generate-completion")) {
            Shell shell = Shell.hearsay((Object[]) (command + " --help").strip().split(" "));
            assertThat(shell.out())
                    .startsWith(("Usage: hearsay " + command).strip())
                    .contains("Exit codes:", "130   interrupted");
            assertThat(shell.exit()).isZero();
        }
        assertThat(Shell.hearsay("generate-completion").out()).contains("complete -F _complete_hearsay", "--base-seed");
    }
}
