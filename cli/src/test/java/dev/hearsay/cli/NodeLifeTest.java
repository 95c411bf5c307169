package dev.hearsay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearsay.api.Address;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.testkit.transport.RealTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a node's process begins and ends, as whoever starts it sees it: lines, signals, exit codes. */
class NodeLifeTest {
    private static final String QUICK = """
            hearsay {
              membership.gossip.interval = 50ms
              storage.use = memory
              detector { use = timeout, timeout.timeout = 1h }
              quorum { use = strict, n = 2, r = 2, w = 2, timeout = 60s }
              coordinator { retry = [200ms, 1s, 2s, 4s, 8s], linger = 1ms, max-lateness = 60s }
              node.drain = 60s
            }
            """;
    private static final RequestOptions BOTH = RequestOptions.quorum(2, 0, 2);
    private static final RequestOptions BOTH_QUICKLY =
            new RequestOptions(2, 0, 2, Duration.ofMillis(300).toNanos(), null);

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void killAll() {
        processes.forEach(Process::destroyForcibly);
    }

    /** @return a node that listens */
    private Process node(String name, String listen, String seed) throws IOException {
        Path conf = Files.writeString(folder.resolve("quick.conf"), QUICK);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dlog.level=INFO",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of("node", "--config", conf.toString(), "--name", name, "--listen", listen));
        command.addAll(List.of("--seed", seed));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(folder.resolve(name + ".log").toFile());
        builder.environment().put("HEARSAY_LOG_FORMAT", name.equals("two") ? "json" : "text");
        Process process = builder.start();
        processes.add(process);
        assertThat(process.inputReader().readLine()).as(log(name)).isEqualTo("listening at " + listen);
        return process;
    }

    private String log(String name) {
        try {
            return Files.readString(folder.resolve(name + ".log"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** To stop a process takes a moment, until each of its threads has heard of it. */
    private static void pause(Process process) throws IOException, InterruptedException {
        signal(process, "STOP");
        Path tasks = Path.of("/proc", String.valueOf(process.pid()), "task");
        assertThat(RealTime.await(() -> !Files.exists(tasks) || allStopped(tasks)))
                .isTrue();
    }

    private static boolean allStopped(Path tasks) {
        try (Stream<Path> all = Files.list(tasks)) {
            for (Path task : all.toList()) {
                if (!Files.readString(task.resolve("stat")).matches("(?s).*\\) [Tt] .*")) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static String freeAddress() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return "127.0.0.1:" + any.getLocalPort();
        }
    }

    private static boolean isDone(OneNode client, RequestOptions options) {
        return client.put("milk", options).join() instanceof Outcome.Done;
    }

    @Test
    void whatIsInFlightIsAnsweredWhatComesThenIsRefusedAndThePeersAreTold() throws Exception {
        String one = freeAddress();
        Process first = node("one", one, one);
        Process second = node("two", freeAddress(), one);
        try (OneNode client = OneNode.ask(Address.parse(one))) {
            assertThat(RealTime.await(() -> isDone(client, BOTH_QUICKLY))).isTrue();
            pause(second);
            CompletableFuture<Outcome> inFlight = client.put("bread", BOTH);
            client.put("it was taken", BOTH_QUICKLY).join();
            signal(first, "TERM");
            assertThat(RealTime.await(() -> log("one").contains("stopping"))).isTrue();
            assertThat(client.put("too late", BOTH).join()).isEqualTo(new Outcome.Refused(Outcome.Reason.OVERLOADED));
            assertThat(inFlight).isNotDone();
            signal(second, "CONT");
            assertThat(inFlight.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Done.class);
        }
        assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).isZero();
        assertThat(log("one")).contains("hearsay.node: stopped\n");
        assertThat(RealTime.await(() -> log("two").contains("one says that it stops; others stand in for it")))
                .as("although its detector has patience for an hour")
                .isTrue();
        assertThat(log("two")).doesNotContain("is no member any more").doesNotContain("ERROR");
        for (String line : log("two").lines().toList()) {
            assertThat(JSON.readTree(line).at("/context/properties/node").asText())
                    .isEqualTo("two");
            assertThat(JSON.readTree(line).at("/formattedMessage").asText()).isNotEmpty();
        }
    }

    @Test
    void aSecondInterruptionEndsItWhereItIs() throws Exception {
        String one = freeAddress();
        Process first = node("one", one, one);
        Process second = node("two", freeAddress(), one);
        try (OneNode client = OneNode.ask(Address.parse(one))) {
            assertThat(RealTime.await(() -> isDone(client, BOTH_QUICKLY))).isTrue();
            pause(second);
            client.put("bread", BOTH);
            client.put("it was taken", BOTH_QUICKLY).join();
            signal(first, "INT");
            assertThat(RealTime.await(() -> log("one").contains("stopping"))).isTrue();
            signal(first, "INT");
            assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(first.exitValue()).isEqualTo(Errors.INTERRUPTED);
    }

    private void assertRefused(String sentence, Object... words) {
        Shell shell = Shell.hearsay(words);
        assertThat(shell.err()).startsWith("hearsay: ").contains(sentence).hasLineCount(1);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.exit()).isEqualTo(Errors.WRONG_INPUT);
    }

    private Path conf(String text) throws IOException {
        return Files.writeString(folder.resolve("mine.conf"), "hearsay.storage.use = memory\n" + text);
    }

    @Test
    void whatKeepsANodeFromStartingIsSaidInASentence() throws IOException {
        Path usual = conf("");
        try (ServerSocket taken = new ServerSocket(0)) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            assertRefused(
                    "cannot listen at " + address, "node", "--config", usual, "--listen", address, "--seed", address);
        }
        assertRefused(
                "no member of the cluster could be reached in 100 ms",
                "node",
                "--config",
                usual,
                "--listen",
                "127.0.0.1:0",
                "--seed",
                freeAddress(),
                "--wait",
                "100ms");
        assertRefused("hearsay.node.advertise is missing", "node", "--config", usual, "--listen", "0.0.0.0:0");
        Path file = Files.writeString(folder.resolve("a-file"), "");
        assertRefused("is no folder", "node", "--listen", "127.0.0.1:0", "--data", file);
        assertRefused(
                "unknown key hearsay.node.seed; did you mean seeds?",
                "node",
                "--config",
                conf("hearsay.node.seed = []"),
                "--listen",
                "127.0.0.1:0");
    }

    @Test
    void aNodeThatNoSeedTakesEndsWithTheReason() throws IOException {
        String port = freeAddress();
        var usual = NodeProcessTest.config("hearsay.node.listen = \"" + port + "\"");
        try (NodeProcess seed = NodeProcess.start(usual)) {
            assertRefused(
                    "the cluster does not take this node: ",
                    "node",
                    "--config",
                    conf("hearsay { node.cluster = other, membership.gossip.interval = 50ms }"),
                    "--listen",
                    "127.0.0.1:0",
                    "--seed",
                    port,
                    "--wait",
                    "30s");
            Shell other = Shell.hearsay(
                    "node",
                    "--config",
                    conf("hearsay { quorum.n = 5, membership.gossip.interval = 50ms }"),
                    "--listen",
                    "127.0.0.1:0",
                    "--seed",
                    port);
            assertThat(other.out()).as("without --wait it listens first").startsWith("listening at ");
            assertThat(other.err()).contains("hearsay.quorum.n is ").hasLineCount(1);
            assertThat(other.exit()).isEqualTo(Errors.WRONG_INPUT);
            assertThat(seed.isServing()).isTrue();
        }
    }
}
