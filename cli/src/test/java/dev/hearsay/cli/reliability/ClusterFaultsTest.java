package dev.hearsay.cli.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Address;
import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.cli.Main;
import dev.hearsay.client.HearsayClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hearsay cluster} with a condition of a suite, and what becomes of its nodes when it or one of them ends. */
class ClusterFaultsTest {
    private static final Pattern LISTENS = Pattern.compile("(node-\\d) listens at ([^ ,]+).*, process (\\d+)");
    private static final String SUITE = """
            suite {
              name = faults
              workloads.w { duration = 10s }
              conditions {
                rough {
                  delay = "1ms + exponential(1ms)", drop = 1%, duplicate = 1%, reorder = 1%
                  pause { at = [100ms], down = 500ms }
                  partition { at = [700ms], down = 500ms, one-way = true }
                  crash { at = [1500ms], down = 300ms }
                  wipe { at = [2500ms], down = 300ms }
                }
                jumpy { clock-jump { every = 1s } }
              }
            }
            """;

    @TempDir
    Path folder;

    private Process cluster;
    private BufferedReader out;
    private final List<String> said = new ArrayList<>();
    private final List<Long> children = new ArrayList<>();
    private final List<Address> addresses = new ArrayList<>();

    @AfterEach
    void end() {
        if (cluster != null) {
            cluster.destroyForcibly().onExit().join();
        }
        children.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    private void start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "cluster",
                "--http-port",
                "0",
                "--port",
                String.valueOf(RealNodes.freePorts(3).get(0))));
        command.addAll(List.of(words));
        cluster = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        out = cluster.inputReader(StandardCharsets.UTF_8);
    }

    /** Reads on until a line has this in it. */
    private String until(String part) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.add(line);
            Matcher listens = LISTENS.matcher(line);
            if (listens.matches()) {
                addresses.add(Address.parse(listens.group(2)));
                children.add(Long.parseLong(listens.group(3)));
            }
            if (line.contains(part)) {
                return line;
            }
        }
        throw new AssertionError("never said: " + part + "; but " + said + Files.readString(folder.resolve("err")));
    }

    private boolean areGone() {
        return children.stream()
                .allMatch(pid ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void aConditionBefallsTheProcessesInTheOrderOfItsPlanAndTheyOutliveNeitherItNorItsCommand() throws Exception {
        Files.writeString(folder.resolve("faults.conf"), SUITE);
        start("--suite", "faults.conf", "--condition", "rough", "--fault-time", "4s");
        until("Ctrl-C stops them");
        until("all faults are over");
        List<String> faults = said.stream()
                .filter(line -> line.matches(" +\\d+[.,]\\d s  .*"))
                .map(line -> line.replaceFirst(" +\\S+ s  ", "").replaceFirst("node-\\d", "node"))
                .toList();
        assertThat(faults)
                .containsExactly(
                        "node is paused",
                        "node goes on",
                        "node is not heard by " + faults.get(2).replaceFirst("node is not heard by ", ""),
                        "the partition is over",
                        "node is killed",
                        "node is started again",
                        "node is killed, and its data removed",
                        "node is started again",
                        "all faults are over; the links stay as the condition says");
        try (HearsayClient client = HearsayClient.connect("hearsay", addresses)) {
            assertThat(Patience.await(
                            60, () -> client.put(Key.of("k"), Value.of("v"), Context.NONE) instanceof Outcome.Done))
                    .isNotNegative();
        }
        List<Long> now = cluster.descendants().map(ProcessHandle::pid).toList();
        assertThat(now).hasSize(3);
        children.addAll(now);
        cluster.destroyForcibly().onExit().join();
        assertThat(Patience.await(60, this::areGone))
                .as("nodes whose command was killed stop")
                .isNotNegative();
    }

    @Test
    void theEndOfANodeThatNobodyEndedIsSaidAndTheExitCodeTells() throws Exception {
        start();
        until("Ctrl-C stops them");
        ProcessHandle.of(children.get(1)).orElseThrow().destroyForcibly();
        assertThat(until("ended by itself")).isEqualTo("node-2 ended by itself, with exit code 137");
        new ProcessBuilder("kill", "-INT", String.valueOf(cluster.pid()))
                .start()
                .waitFor();
        assertThat(cluster.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(cluster.exitValue()).isEqualTo(1);
        assertThat(Patience.await(60, this::areGone)).isNotNegative();
    }

    @Test
    void whatCannotBeDoneToAProcessIsRefusedBeforeAnythingStarts() throws Exception {
        Files.writeString(folder.resolve("faults.conf"), SUITE);
        start("--suite", "faults.conf", "--condition", "jumpy");
        assertThat(cluster.waitFor()).isEqualTo(2);
        assertThat(Files.readString(folder.resolve("err")))
                .isEqualTo("hearsay: faults.conf: the condition jumpy has clock-jump, which cannot be done to a process"
                        + " from outside; take it out, or run the suite with hearsay lab run\n");
        start("--suite", "faults.conf", "--condition", "ruogh");
        assertThat(cluster.waitFor()).isEqualTo(2);
        assertThat(Files.readString(folder.resolve("err"))).contains("no condition ruogh", "rough");
        assertThat(folder.resolve("hearsay-data")).doesNotExist();
    }
}
