package dev.hearsay.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.node.wiring.HearsayConfig;
import dev.hearsay.node.wiring.Plugins;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hearsay node}. */
@Command(
        name = "node",
        description = "Run one member of a cluster until it is told to stop.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:told to stop (Ctrl-C, SIGTERM), and did so in order",
            "1:failed",
            "2:the settings, the port, the data folder, or a cluster that does not take this node",
            "3:out of memory",
            "130:told to stop again, and ended where it was"
        })
final class NodeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger("hearsay.node");
    /** As the JVM has it with -XX:+ExitOnOutOfMemoryError. */
    private static final int OUT_OF_MEMORY = 3;

    /** A process is there to keep something; and what it asks costs it more than it costs a laboratory. */
    static final Config OF_PROCESSES = ConfigFactory.empty()
            .withValue("hearsay.storage.use", ConfigValueFactory.fromAnyRef("rocksdb", "the default of hearsay node"))
            .withValue(
                    "hearsay.coordinator.hedge.ask",
                    ConfigValueFactory.fromAnyRef("quorum", "the default of hearsay node"));

    @Option(names = "--config", paramLabel = "FILE", description = "A configuration (hearsay { … }), in HOCON.")
    private File file;

    @Option(names = "--name", paramLabel = "NAME", description = "In place of hearsay.node.name.")
    private String name;

    @Option(names = "--listen", paramLabel = "HOST:PORT", description = "In place of hearsay.node.listen.")
    private String listen;

    @Option(names = "--http", paramLabel = "HOST:PORT", description = "In place of hearsay.gateway.listen.")
    private String http;

    @Option(
            names = "--seed",
            paramLabel = "HOST:PORT",
            description = "In place of hearsay.node.seeds; may be given several times.")
    private List<String> seeds = new ArrayList<>();

    @Option(names = "--data", paramLabel = "DIR", description = "In place of hearsay.node.data.")
    private String data;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            description = "Give up if no other member is reached in this time; without it, a node keeps trying.")
    private Duration wait;

    @Option(
            names = "--steered",
            hidden = true,
            description = "Take orders from the standard input, and stop at its end: for hearsay cluster.")
    private boolean steered;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        checkLogging();
        Thread.setDefaultUncaughtExceptionHandler(NodeCommand::failed);
        try (StopSignals signals = StopSignals.listen();
                NodeProcess node = NodeProcess.start(config())) {
            awaitReady(node);
            String answers = node.http() == null ? "" : ", HTTP at " + node.http();
            spec.commandLine().getOut().println("listening at " + node.address() + answers);
            spec.commandLine().getOut().flush();
            CompletableFuture<Void> left = steered ? NodeControl.follow(System.in, node) : new CompletableFuture<>();
            CompletableFuture.anyOf(signals.asked(), node.over(), left).join();
            return 0;
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /**
     * Without memory, in the heap or outside of it, a node is of no use to anybody: it ends where it is, which loses nothing that was
     * acknowledged, and the others stand in for it. The JVM does so by itself only if it is the heap that is full.
     */
    private static void failed(Thread thread, Throwable error) {
        if (error instanceof OutOfMemoryError) {
            System.err.println("hearsay: out of memory (" + error.getMessage()
                    + "); lower the limits and caches in the configuration, or"
                    + " raise -Xmx and -XX:MaxDirectMemorySize");
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        }
        LOG.error("{} failed", thread.getName(), error);
    }

    /** What is misspelt would log nothing at all. */
    private static void checkLogging() {
        String format = System.getenv().getOrDefault("HEARSAY_LOG_FORMAT", "text");
        if (!format.equals("text") && !format.equals("json")) {
            throw new ConfigurationException("HEARSAY_LOG_FORMAT must be text or json, not " + format);
        }
    }

    private HearsayConfig config() {
        ClassLoader loader = NodeCommand.class.getClassLoader();
        Config given = file == null ? ConfigFactory.empty() : ConfigCommand.parse(file);
        return HearsayConfig.load(
                options().withFallback(given).withFallback(OF_PROCESSES), Plugins.find(loader), loader);
    }

    private void awaitReady(NodeProcess node) throws InterruptedException {
        try {
            if (wait != null) {
                node.ready().get(wait.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (TimeoutException e) {
            throw new ConfigurationException(
                    "no member of the cluster could be reached in " + wait.toMillis()
                            + " ms; check hearsay.node.seeds, or leave out --wait to keep trying",
                    e);
        }
    }

    private Config options() {
        Config options = ConfigFactory.empty("the command line");
        options = name == null ? options : with(options, "hearsay.node.name", name);
        options = data == null ? options : with(options, "hearsay.node.data", data);
        options = listen == null ? options : with(options, "hearsay.node.listen", listen);
        options = http == null ? options : with(options, "hearsay.gateway.listen", http);
        return seeds.isEmpty() ? options : with(options, "hearsay.node.seeds", seeds);
    }

    private static Config with(Config options, String key, Object value) {
        return options.withValue(key, ConfigValueFactory.fromAnyRef(value, "the command line"));
    }
}
