package dev.hearsay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tarball as somebody finds it who has nothing else: unpacked, called from an empty folder. */
class DistributionIT {
    private static final long LIMIT_SECONDS = 60;

    @TempDir
    Path folder;

    private final List<Process> running = new ArrayList<>();
    private Path home;
    private Path empty;

    @BeforeEach
    void unpack() throws Exception {
        Path place = Files.createDirectories(folder.resolve("a place with spaces"));
        empty = Files.createDirectories(folder.resolve("empty"));
        String tarball = System.getProperty("tarball");
        assertThat(new ProcessBuilder("tar", "xzf", tarball, "-C", place.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        try (Stream<Path> unpacked = Files.list(place)) {
            home = unpacked.findFirst().orElseThrow();
        }
    }

    @AfterEach
    void stop() {
        running.forEach(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
        running.forEach(Process::destroyForcibly);
    }

    private Process start(Path command, String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of(command.toString()));
        line.addAll(List.of(words));
        Process process = new ProcessBuilder(line)
                .directory(empty.toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        running.add(process);
        return process;
    }

    private String done(Path command, String... words) throws Exception {
        Process process = start(command, words);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as("%s: %s", List.of(words), Files.readString(folder.resolve("err")))
                .isZero();
        return out;
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    @Test
    void itHasAllThatAUserNeeds() {
        assertThat(List.of(
                        "LICENSE",
                        "README.md",
                        "conf/application.conf",
                        "conf/node.jvmopts",
                        "plugins/README",
                        "suites/quickstart.conf",
                        "docs/operations.md",
                        "deploy/docker/Dockerfile",
                        "deploy/systemd/hearsay.service",
                        "deploy/kubernetes/hearsay.yaml",
                        "lib/native/librocksdbjni-linux64.so"))
                .allSatisfy(file -> assertThat(home.resolve(file)).exists());
        assertThat(home.resolve("bin/hearsay")).isExecutable();
    }

    @Test
    void oneNodeIsServedFromAnEmptyFolderThroughALinkAndEndsInOrder() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("hearsay"), home.resolve("bin/hearsay"));
        assertThat(done(link, "--help")).contains("node", "cluster", "lab");
        assertThat(done(
                        link,
                        "config",
                        "--check",
                        home.resolve("conf/application.conf").toString()))
                .contains("holds");
        int port = freePort();
        String one = "127.0.0.1:" + port;
        Path alone = Files.writeString(folder.resolve("alone.conf"), "hearsay.quorum { n = 1, r = 1, w = 1 }");
        String http = String.valueOf(freePort());
        Process cluster = start(
                link,
                "cluster",
                "--nodes",
                "1",
                "--port",
                String.valueOf(port),
                "--http-port",
                http,
                "--config",
                alone.toString());
        try (BufferedReader told = cluster.inputReader(StandardCharsets.UTF_8)) {
            assertThat(told.readLine()).startsWith("node-1 listens at " + one);
            assertThat(told.readLine()).isEqualTo("Ctrl-C stops them");
            done(link, "put", "cart:42", "milk", "--node", one, "--timeout", "20s");
            assertThat(done(link, "get", "cart:42", "--node", one, "--timeout", "20s"))
                    .contains("milk");
            URL ready = new URL("http://127.0.0.1:" + http + "/ready");
            assertThat(((HttpURLConnection) ready.openConnection()).getResponseCode())
                    .isEqualTo(200);
            new ProcessBuilder("kill", "-INT", String.valueOf(cluster.pid()))
                    .start()
                    .waitFor();
            assertThat(cluster.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(cluster.exitValue()).isZero();
        assertThat(folder.resolve("err")).isEmptyFile();
        try (Stream<Path> left = Files.list(empty)) {
            assertThat(left).containsExactly(empty.resolve("hearsay-data"));
        }
    }

    @Test
    void aJarInPluginsIsFound() throws Exception {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(home.resolve("plugins/mine.jar")))) {
            jar.putNextEntry(new JarEntry("META-INF/services/dev.hearsay.api.rule.Partitioner$Provider"));
            jar.write("org.example.Mine\n".getBytes(StandardCharsets.UTF_8));
        }
        Process listing = start(home.resolve("bin/hearsay"), "plugins");
        assertThat(new String(listing.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("token-ring")
                .contains("org.example.Mine");
        assertThat(listing.waitFor()).isEqualTo(1);
    }
}
