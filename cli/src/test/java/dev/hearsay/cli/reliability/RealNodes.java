package dev.hearsay.cli.reliability;

import dev.hearsay.api.Address;
import dev.hearsay.cli.Main;
import dev.hearsay.client.HearsayClient;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Node processes on this machine, numbered from 0: started, killed, stopped, wiped. Each call comes back when it has happened. */
final class RealNodes implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    /** Below the ports that a system gives to those who connect: a node that is down must find its port free when it comes back. */
    private static final int FIRST_PORT = 12_000;

    private static final int PORTS = 18_000;
    /** What is true of nodes of one lane is true of others: {@code -Dlanes=2} makes them so where a test does not say. */
    private static final int LANES = Integer.getInteger("lanes", 1);

    private static final List<String> SMALL = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xms48m",
            "-Xmx128m",
            "-Xmn32m",
            "-XX:+ExitOnOutOfMemoryError");

    private final Path folder;
    private final Path config;
    private final List<Integer> ports;
    private final Process[] processes;
    private final StringBuilder more = new StringBuilder();

    /** @param settings under {@code hearsay}, for all of them */
    RealNodes(Path folder, int count, String settings) throws IOException {
        this.folder = folder;
        this.config = folder.resolve("nodes.conf");
        this.ports = freePorts(count);
        this.processes = new Process[count];
        Files.writeString(config, "hearsay {\nnode.lanes = " + LANES + "\n" + settings + "\n}\n");
    }

    /** In a row. */
    static List<Integer> freePorts(int count) {
        int first = (int) (System.nanoTime() / 1000 % PORTS);
        List<Integer> free = new ArrayList<>();
        for (int next = first; free.size() < count; next = (next + 1) % PORTS) {
            if (isFree(FIRST_PORT + next)) {
                free.add(FIRST_PORT + next);
            } else {
                free.clear();
            }
        }
        return free;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort() == port;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Settings that nodes have which are started from now on. */
    RealNodes with(String settings) throws IOException {
        more.append("\nhearsay { ").append(settings).append(" }\n");
        Files.writeString(config, Files.readString(config) + more);
        return this;
    }

    int count() {
        return processes.length;
    }

    Address address(int node) {
        return new Address(HOST, ports.get(node));
    }

    List<Address> addresses() {
        return ports.stream().map(port -> new Address(HOST, port)).toList();
    }

    HearsayClient client() {
        return HearsayClient.connect("hearsay", addresses());
    }

    HearsayClient clientOf(int node) {
        return HearsayClient.connect("hearsay", List.of(address(node)));
    }

    /** Until each knows all others: before that it takes fewer nodes for the owners of a key. */
    void startAll() throws IOException {
        for (int i = 0; i < count(); i++) {
            launch(i);
        }
        for (int i = 0; i < count(); i++) {
            awaitListening(i);
        }
        for (int i = 0; i < count(); i++) {
            awaitAcquainted(i);
        }
    }

    private void awaitAcquainted(int node) {
        try (HearsayClient client = clientOf(node)) {
            double seconds = Patience.await(
                    120,
                    () -> client.status(address(node))
                            .map(status -> status.peers().size() == count() - 1)
                            .orElse(false));
            if (seconds < 0) {
                throw new IllegalStateException("node-" + node + " does not know all others");
            }
        }
    }

    void start(int node) throws IOException {
        launch(node);
        awaitListening(node);
    }

    private void launch(int node) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SMALL);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "node"));
        command.addAll(List.of("--config", config.toString(), "--name", "node-" + node));
        command.addAll(List.of(
                "--listen", address(node).toString(), "--data", data(node).toString()));
        for (int i = 0; i < count(); i++) {
            command.addAll(List.of("--seed", address(i).toString()));
        }
        processes[node] = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log(node).toFile()))
                .start();
    }

    private void awaitListening(int node) throws IOException {
        BufferedReader told = processes[node].inputReader(StandardCharsets.UTF_8);
        if (told.readLine() == null) {
            throw new IllegalStateException("node-" + node + " did not start: " + log(node, 2000));
        }
    }

    private Path data(int node) {
        return folder.resolve("data-" + node);
    }

    private Path log(int node) {
        return folder.resolve("node-" + node + ".log");
    }

    /** The end of what it said. */
    String log(int node, int characters) throws IOException {
        String log = Files.readString(log(node));
        return log.substring(Math.max(0, log.length() - characters));
    }

    boolean isAlive(int node) {
        return processes[node] != null && processes[node].isAlive();
    }

    long pid(int node) {
        return processes[node].pid();
    }

    /** SIGKILL. */
    void kill(int node) {
        processes[node].destroyForcibly();
        processes[node].onExit().join();
    }

    /** The data folder of a node that is down. */
    void wipe(int node) throws IOException {
        try (Stream<Path> files = Files.walk(data(node))) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    /** SIGSTOP. */
    void pause(int node) {
        signal("STOP", node);
    }

    /** SIGCONT. */
    void resume(int node) {
        signal("CONT", node);
    }

    private void signal(String name, int node) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(pid(node)))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a process, in MiB. */
    long residentMiB(int node) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(pid(node)), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        throw new IllegalStateException("no resident memory is told of process " + pid(node));
    }

    @Override
    public void close() {
        for (Process process : processes) {
            if (process != null) {
                process.destroyForcibly();
            }
        }
        for (Process process : processes) {
            if (process != null) {
                process.onExit().join();
            }
        }
    }
}
