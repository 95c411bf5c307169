package dev.hearsay.cli;

import dev.hearsay.api.Address;
import dev.hearsay.api.plugin.ConfigurationException;
import java.io.File;
import java.io.IOException;
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
    private static final int MOST_PORT = 65_535;

    private static final int HTTP_ABOVE = 1000;
    /** Longer than an orderly stop with the default {@code hearsay.node.drain} takes at most. */
    private static final int PATIENCE_SECONDS = 30;

    private static final int LOOK_MILLIS = 200;

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
            names = "--http-port",
            paramLabel = "PORT",
            description =
                    "For HTTP to the first; the others have the next ones. 0: no HTTP. Default: 1000 above --port.")
    private Integer httpPort;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "hearsay-data",
            description = "Each keeps its data in a folder of its own in there. Default: ${DEFAULT-VALUE}.")
    private File data;

    @Option(names = "--config", paramLabel = "FILE", description = "A configuration (hearsay { … }) for all of them.")
    private File file;

    @Mixin
    private Circumstances circumstances = new Circumstances();

    @Spec
    private CommandSpec spec;

    private final List<NodeChild> children = new ArrayList<>();
    private final AtomicBoolean surprised = new AtomicBoolean();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (nodes < 1 || !fits(port) || !fits(httpPort == null ? port + HTTP_ABOVE : Math.max(1, httpPort))) {
            throw new ConfigurationException(
                    "--nodes must be at least 1, and --port and --http-port leave room for as many below 65536");
        }
        circumstances.load(nodes);
        try (StopSignals signals = StopSignals.listen()) {
            for (int i = 0; i < nodes; i++) {
                children.add(child(i));
                children.get(i).launch(this::surprised);
            }
            for (int i = 0; i < nodes; i++) {
                if (!signals.asked().isDone() && !listens(i)) {
                    return children.get(i).process().waitFor();
                }
            }
            ProcessFaults faults = circumstances.apply(children, this::say, this::surprised);
            say("Ctrl-C stops them");
            awaitEnd(signals);
            if (faults != null) {
                faults.stop();
            }
            return surprised.get() ? Errors.FAILED : 0;
        } finally {
            stop();
        }
    }

    /** One that is down and comes back has not ended. */
    private void awaitEnd(StopSignals signals) throws InterruptedException {
        while (!signals.asked().isDone()
                && (circumstances.mayStartAgain()
                        || children.stream().anyMatch(child -> child.process().isAlive()))) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** The end of a node that nobody ended: it is not started again, and the command's exit code tells. */
    private void surprised(NodeChild child) {
        surprised.set(true);
        say(child.name() + " ended by itself, with exit code " + child.process().exitValue());
    }

    private NodeChild child(int index) {
        String name = "node-" + (index + 1);
        File folder = new File(data, name);
        return new NodeChild(name, new Address(HOST, port + index), command(index), folder.toPath());
    }

    private boolean fits(int first) {
        return first >= 1 && first + nodes - 1 <= MOST_PORT;
    }

    /** Null if there is to be no HTTP. */
    private String http(int index) {
        int first = httpPort == null ? port + HTTP_ABOVE : httpPort;
        return first == 0 ? null : HOST + ":" + (first + index);
    }

    /** All start side by side; here they are waited for in turn. */
    private boolean listens(int index) throws IOException {
        NodeChild child = children.get(index);
        if (!child.awaitListening()) {
            return false;
        }
        String http = http(index) == null ? "" : ", HTTP at " + http(index);
        say(child.name() + " listens at " + child.address() + http + ", process "
                + child.process().pid());
        return true;
    }

    private synchronized void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    private List<String> command(int index) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-Dlog.level=WARN"); // several talk on one screen
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "node"));
        if (file != null) {
            command.addAll(List.of("--config", file.getPath()));
        }
        command.addAll(List.of("--steered", "--name", "node-" + (index + 1), "--listen", HOST + ":" + (port + index)));
        if (http(index) != null) {
            command.addAll(List.of("--http", http(index)));
        }
        command.addAll(List.of("--data", new File(data, "node-" + (index + 1)).getPath()));
        for (int i = 0; i < nodes; i++) {
            command.addAll(List.of("--seed", HOST + ":" + (port + i)));
        }
        return command;
    }

    private void stop() {
        children.forEach(NodeChild::stop);
        children.forEach(child -> child.awaitEnd(PATIENCE_SECONDS));
    }
}
