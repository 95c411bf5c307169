package dev.hearsay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Address;
import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.client.HearsayClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/** A process that may not write files larger than a limit, which to it is a disk that takes no more. */
class FullDiskTest {
    private static final int LIMIT_KIB = 3000;
    private static final int VALUE_KIB = 100;

    @TempDir
    Path folder;

    private Process process;
    private BufferedReader out;

    @AfterEach
    void kill() {
        process.destroyForcibly();
    }

    private Address start(String engine, String policy) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f " + LIMIT_KIB + "; exec \"$@\"",
                        "node",
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Djava.library.path=" + nativeCode(),
                        Main.class.getName(),
                        "node",
                        "--config",
                        config(engine, policy).toString(),
                        "--data",
                        folder.resolve("data").toString(),
                        "--listen",
                        "127.0.0.1:0")
                .directory(folder.toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        out = process.inputReader(StandardCharsets.UTF_8);
        String told = out.readLine();
        assertThat(told).startsWith("listening at ");
        return Address.parse(told.substring("listening at ".length()));
    }

    /** RocksDB would unpack its own at the start, and that is larger than the limit. */
    private Path nativeCode() throws IOException {
        Path place = folder.resolve("native");
        Path file = Files.createDirectories(place).resolve(System.mapLibraryName("rocksdbjni"));
        try (InputStream packed =
                RocksDB.class.getResourceAsStream("/" + Environment.getJniLibraryFileName("rocksdb"))) {
            Files.copy(packed, file);
        }
        return place;
    }

    private Path config(String engine, String policy) throws IOException {
        return Files.writeString(folder.resolve("node.conf"), """
                hearsay {
                  storage { use = %s, disk-failure-policy = %s }
                  quorum { n = 1, r = 1, w = 1, durability = disk, timeout = 3s }
                  coordinator.max-lateness = 60s
                }
                """.formatted(engine, policy));
    }

    /** Puts until one is not acknowledged; how many were. */
    private static int fill(HearsayClient client) {
        int put = 0;
        while (put * VALUE_KIB < 100 * LIMIT_KIB
                && client.put(Key.of("key " + put), value(), Context.NONE) instanceof Outcome.Done) {
            put++;
        }
        return put;
    }

    private static Value value() {
        return Value.of("x".repeat(VALUE_KIB << 10));
    }

    private String err() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rocksdb", "mvstore"})
    void aNodeWhoseDiskIsFullAcknowledgesNothingMoreSaysWhyAndEnds(String engine) throws Exception {
        try (HearsayClient client = HearsayClient.connect("hearsay", List.of(start(engine, "stop")))) {
            assertThat(fill(client)).isGreaterThan(5);
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(Errors.FAILED);
        assertThat(err().lines().filter(line -> line.startsWith("hearsay: ")))
                .singleElement()
                .asString()
                .contains("hearsay: the disk could not ", "see to the disk and start the node again");
        assertThat(err()).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = "rocksdb")
    void aNodeThatMayGoOnAnswersReadsAndRefusesWrites(String engine) throws Exception {
        try (HearsayClient client = HearsayClient.connect("hearsay", List.of(start(engine, "read-only")))) {
            int put = fill(client);
            assertThat(put).isGreaterThan(5);
            assertThat(client.put(Key.of("another"), Value.of("small"), Context.NONE))
                    .isEqualTo(new Outcome.Refused(Outcome.Reason.TOO_FEW_REPLICAS));
            for (int i = 0; i < put; i++) {
                assertThat(((Outcome.Done) client.get(Key.of("key " + i)))
                                .reading()
                                .values())
                        .containsExactly(value());
            }
        }
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(err())
                .contains("this node refuses writes until it is started again")
                .doesNotContain("\tat ");
    }
}
