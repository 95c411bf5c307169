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
}
