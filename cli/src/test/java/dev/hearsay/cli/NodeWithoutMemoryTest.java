package dev.hearsay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.client.HearsayClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory that is missing is outside of the heap, where the JVM's own flag does not look. */
class NodeWithoutMemoryTest {
    private static final String ALONE =
            "hearsay { storage.use = memory, quorum { n = 1, r = 1, w = 1 }, coordinator.max-in-flight-bytes = 1GiB }";
    private static final int ANSWERS = 60;

    @TempDir
    Path folder;

    @Test
    void aNodeWithoutMemoryEndsAndSaysWhy() throws Exception {
        String address = NodeLifeTest.freeAddress();
        Path log = folder.resolve("log");
        Process node = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:MaxDirectMemorySize=20m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "node",
                        "--config",
                        Files.writeString(folder.resolve("alone.conf"), ALONE).toString(),
                        "--listen",
                        address))
                .redirectError(log.toFile())
                .start();
        try (HearsayClient client = HearsayClient.connect("hearsay", address)) {
            assertThat(node.inputReader().readLine()).isEqualTo("listening at " + address);
            Key key = Key.of("film");
            assertThat(client.put(key, Value.of(new byte[3 << 20]), Context.NONE))
                    .isInstanceOf(Outcome.Done.class);
            for (int i = 0; i < ANSWERS; i++) {
                client.getAsync(key, RequestOptions.DEFAULTS);
            }
            assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(node.exitValue()).isEqualTo(3);
            assertThat(Files.readString(log)).contains("hearsay: out of memory").doesNotContain("\tat ");
        } finally {
            node.destroyForcibly();
        }
    }
}
