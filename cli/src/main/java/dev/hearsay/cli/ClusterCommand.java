package dev.hearsay.cli;

import dev.hearsay.api.plugin.ConfigurationException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hearsay cluster}: several node processes on this machine. */
@Command(name = "cluster", description = "Run a cluster of node processes on this machine until it is interrupted.")
final class ClusterCommand implements Callable<Integer> {
    private static final String HOST = "127.0.0.1";
    private static final int PATIENCE_SECONDS = 10;
    /** What is best for suites, which are given the whole machine, is too much for one node of several on it. */
    private static final List<String> NODE_MEMORY =
            List.of("-XX:-UseParallelGC", "-XX:+UseSerialGC", "-Xmx256m", "-Xmn96m");

    @Option(
            names = "--nodes",
            paramLabel = "K",
            defaultValue = "3",
            description = "How many. Default: ${DEFAULT-VALUE}.")
    private int nodes;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "7001",
            description = "Of the first; the others have the next ones. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "hearsay-data",
            description = "Each keeps its data in a folder of its own in there. Default: ${DEFAULT-VALUE}.")
    private File data;

    @Option(names = "--config", paramLabel = "FILE", description = "A configuration (hearsay { … }) for all of them.")
    private File file;

    @Spec
    private CommandSpec spec;

    private final List<Process> processes = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (nodes < 1 || port < 1 || port + nodes - 1 > 65_535) {
            throw new ConfigurationException(
                    "--nodes must be at least 1, and --port leave room for as many below 65536");
        }
        PrintWriter out = spec.commandLine().getOut();
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "hearsay-stop"));
        for (int i = 0; i < nodes; i++) {
            Process process = new ProcessBuilder(command(i))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            processes.add(process);
            BufferedReader told =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            if (told.readLine() == null) {
                stop();
                return process.waitFor();
            }
            out.println("node-" + (i + 1) + " listens at " + HOST + ":" + (port + i) + ", process " + process.pid());
            out.flush();
        }
        out.println("Ctrl-C stops them");
        out.flush();
        for (Process process : processes) {
            process.waitFor();
        }
        return 0;
    }

    private List<String> command(int index) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(NODE_MEMORY);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "node"));
        if (file != null) {
            command.addAll(List.of("--config", file.getPath()));
        }
        command.addAll(List.of("--name", "node-" + (index + 1), "--listen", HOST + ":" + (port + index)));
        command.addAll(List.of("--data", new File(data, "node-" + (index + 1)).getPath()));
        for (int i = 0; i < nodes; i++) {
            command.addAll(List.of("--seed", HOST + ":" + (port + i)));
        }
        return command;
    }

    private void stop() {
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
