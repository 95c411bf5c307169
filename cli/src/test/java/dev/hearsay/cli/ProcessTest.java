package dev.hearsay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own can show: signals, and a class path with something broken on it. */
class ProcessTest {
    @TempDir
    Path folder;

    private Process hearsay(String plugins, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path") + plugins,
                Main.class.getName()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command).directory(folder.toFile()).start();
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void anInterruptedSuiteLeavesNothing() throws Exception {
        Files.writeString(folder.resolve("long.conf"), """
            suite { name = long, seeds = 50, workloads.w { duration = 20s, think-time = 1ms } }
            """);
        Process process = hearsay("", "lab", "run", "long.conf", "--record", "--threads", "2");
        try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
            assertThat(err.readLine()).isEqualTo("50 runs, 2 at a time");
            try (Stream<Path> results = Files.walk(folder.resolve("results"))) {
                assertThat(results.map(path -> path.getFileName().toString()))
                        .anyMatch(name -> name.startsWith(".long-"))
                        .noneMatch(name -> name.startsWith("long-"));
            }
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(err.lines().filter(line -> !line.matches("\\d+ of 50 runs.*")))
                    .containsExactly("hearsay: interrupted; no results were written");
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(130);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(folder.resolve("long.conf"));
        }
    }

    @Test
    void aBrokenPluginIsListedAndDisturbsNobodyElse() throws Exception {
        Path services = Files.createDirectories(folder.resolve("plugin/META-INF/services"));
        Files.writeString(services.resolve("dev.hearsay.api.rule.Partitioner$Provider"), "org.example.Gone\n");
        Path jar = Files.writeString(folder.resolve("torn.jar"), "this was a jar once");
        String plugins = File.pathSeparator + folder.resolve("plugin") + File.pathSeparator + jar;
        Process listing = hearsay(plugins, "plugins");
        String list = text(listing.getInputStream());
        assertThat(list)
                .contains("token-ring")
                .containsPattern("partitioner +\\? .*org.example.Gone")
                .containsPattern("torn.jar +cannot be used: ");
        assertThat(listing.waitFor()).isEqualTo(1);
        Files.writeString(folder.resolve("mine.conf"), "suite { name = x }");
        Process check = hearsay(plugins, "config", "--check", "mine.conf");
        assertThat(text(check.getInputStream())).contains("holds");
        assertThat(check.waitFor()).isZero();
        Files.writeString(folder.resolve("mine.conf"), "suite { name = x }\nhearsay.partitioner.use = gone");
        Process use = hearsay(plugins, "config", "--check", "mine.conf");
        assertThat(text(use.getErrorStream()))
                .hasLineCount(1)
                .contains("mine.conf:2: there is no partitioner called gone", "org.example.Gone");
        assertThat(use.waitFor()).isEqualTo(2);
    }

    private static final String ROUGH = """
            suite {
              name = rough
              seeds = 3
              cluster { nodes = 7, n = 3 }
              variants {
                usual { cluster { r = 1, w = 1 } }
                other {
                  cluster { r = 2, w = 2 }
                  hearsay {
                    partitioner.use = mod-360
                    versioning.use = vector-clock
                    quorum { use = strict, read-repair = blocking }
                    anti-entropy.use = full-exchange
                    detector.use = timeout
                  }
                }
              }
              workloads.w { keys = 50, duration = 5s, deletes = 0.1, distribution = zipfian }
              conditions.storm {
                delay = "0.5ms + exponential(3ms)", drop = 2%, duplicate = 1%, reorder = 1%
                crash { every = 2s, down = 1s }
                wipe { at = [3s], down = 500ms }
                dice { pause = 0, resume = 0 }
                partition { at = [4s], down = 500ms }
              }
              settle = 20s
            }
            """;

    private Path results(String threads) throws Exception {
        Path out = folder.resolve("by-" + threads);
        Process process = hearsay("", "lab", "run", "rough.conf", "--threads", threads, "--out", out.toString());
        assertThat(text(process.getInputStream())).contains("report");
        assertThat(process.waitFor()).isZero();
        return out;
    }

    /** Hash codes, class loading, the order of threads and everything else that a JVM draws anew leave no trace. */
    @Test
    void twoProcessesWithOneThreadAndWithTwoWriteTheSameBytes() throws Exception {
        Files.writeString(folder.resolve("rough.conf"), ROUGH);
        Path one = results("1");
        Path two = results("2");
        for (String file : List.of("runs.csv", "summary.csv", "suite.conf")) {
            assertThat(two.resolve(file)).as(file).hasSameBinaryContentAs(one.resolve(file));
        }
        List<String> rows = Files.readAllLines(one.resolve("runs.csv"));
        assertThat(rows).hasSize(7);
        int digest = List.of(rows.get(0).split(",")).indexOf("trace_digest");
        assertThat(rows.stream().skip(1).map(row -> row.split(",", -1)[digest]))
                .as("runs that differ have digests that differ")
                .doesNotHaveDuplicates()
                .allMatch(value -> value.matches("[0-9a-f]{16}"));
    }
}
