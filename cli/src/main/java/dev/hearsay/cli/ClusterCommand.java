package dev.hearsay.cli;

import dev.hearsay.api.Address;
import dev.hearsay.api.plugin.ConfigurationException;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hearsay cluster}: several node processes on this machine. */
@Command(name = "cluster", description = "Run a cluster of node processes on this machine until it is interrupted.")
final class ClusterCommand implements Callable<Integer> {
    private static final String HOST = "127.0.0.1";
    private static final int PATIENCE_SECONDS = 10;
    private static final int LOOK_MILLIS = 200;
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

    @Mixin
    private Circumstances circumstances = new Circumstances();

    private final List<NodeChild> children = new ArrayList<>();
    private final AtomicBoolean surprised = new AtomicBoolean();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (nodes < 1 || port < 1 || port + nodes - 1 > 65_535) {
            throw new ConfigurationException(
                    "--nodes must be at least 1, and --port leave room for as many below 65536");
        }
        circumstances.load(nodes);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAtOnce, "hearsay-stop"));
        for (int i = 0; i < nodes; i++) {
            children.add(child(i));
            children.get(i).launch(this::surprised);
        }
        for (NodeChild child : children) {
            if (!child.awaitListening()) {
                stop();
                return child.process().waitFor();
            }
            say(child.name() + " listens at " + child.address() + ", process "
                    + child.process().pid());
        }
        ProcessFaults faults = circumstances.apply(children, this::say, this::surprised);
        say("Ctrl-C stops them");
        awaitAllDead();
        if (faults != null) {
            faults.stop();
        }
        return surprised.get() ? Errors.FAILED : 0;
    }

    /** One that is down and comes back is not dead. */
    private void awaitAllDead() throws InterruptedException {
        while (children.stream().anyMatch(child -> child.process().isAlive()) || circumstances.mayStartAgain()) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** The end of a node that nobody ended: it is not started again, and the command's exit code tells. */
    private void surprised(NodeChild child) {
        surprised.set(true);
        say(child.name() + " ended by itself, with exit code " + child.process().exitValue());
    }

    private synchronized void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private NodeChild child(int index) {
        String name = "node-" + (index + 1);
        File folder = new File(data, name);
        return new NodeChild(name, new Address(HOST, port + index), command(name, index, folder), folder.toPath());
    }

    private List<String> command(String name, int index, File folder) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(NODE_MEMORY);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "node"));
        if (file != null) {
            command.addAll(List.of("--config", file.getPath()));
        }
        command.addAll(List.of("--steered", "--name", name, "--listen", HOST + ":" + (port + index)));
        command.addAll(List.of("--data", folder.getPath()));
        for (int i = 0; i < nodes; i++) {
            command.addAll(List.of("--seed", HOST + ":" + (port + i)));
        }
        return command;
    }

    /** Ctrl-C. The exit code tells whether a node had ended before that by itself. */
    private void stopAtOnce() {
        stop();
        if (surprised.get()) {
            Runtime.getRuntime().halt(Errors.FAILED);
        }
    }

    private void stop() {
        children.forEach(NodeChild::stop);
        children.forEach(child -> child.awaitEnd(PATIENCE_SECONDS));
    }
}
