package dev.hearsay.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.hearsay.node.wiring.HearsayConfig;
import dev.hearsay.node.wiring.Plugins;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hearsay node}. */
@Command(name = "node", description = "Run one member of a cluster until it is interrupted.")
final class NodeCommand implements Callable<Integer> {
    /** A process is there to keep something. */
    private static final Config ON_DISK = ConfigFactory.empty()
            .withValue("hearsay.storage.use", ConfigValueFactory.fromAnyRef("rocksdb", "the default of hearsay node"));

    @Option(names = "--config", paramLabel = "FILE", description = "A configuration (hearsay { … }), in HOCON.")
    private File file;

    @Option(names = "--name", paramLabel = "NAME", description = "In place of hearsay.node.name.")
    private String name;

    @Option(names = "--listen", paramLabel = "HOST:PORT", description = "In place of hearsay.node.listen.")
    private String listen;

    @Option(
            names = "--seed",
            paramLabel = "HOST:PORT",
            description = "In place of hearsay.node.seeds; may be given several times.")
    private List<String> seeds = new ArrayList<>();

    @Option(names = "--data", paramLabel = "DIR", description = "In place of hearsay.node.data.")
    private String data;

    @Option(
            names = "--steered",
            hidden = true,
            description = "Take orders from the standard input, and stop at its end: for hearsay cluster.")
    private boolean steered;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ClassLoader loader = NodeCommand.class.getClassLoader();
        Config given = file == null ? ConfigFactory.empty() : ConfigCommand.parse(file);
        HearsayConfig config =
                HearsayConfig.load(options().withFallback(given).withFallback(ON_DISK), Plugins.find(loader), loader);
        NodeProcess node = NodeProcess.start(config);
        Runtime.getRuntime().addShutdownHook(new Thread(node::close, "hearsay-stop"));
        spec.commandLine().getOut().println("listening at " + node.address());
        spec.commandLine().getOut().flush();
        if (steered) {
            NodeControl.follow(System.in, node);
        }
        spec.commandLine().getErr().println("hearsay: " + node.ended().join());
        return Errors.FAILED;
    }

    private Config options() {
        Config options = ConfigFactory.empty("the command line");
        options = name == null ? options : with(options, "name", name);
        options = data == null ? options : with(options, "data", data);
        options = listen == null ? options : with(options, "listen", listen);
        return seeds.isEmpty() ? options : with(options, "seeds", seeds);
    }

    private static Config with(Config options, String key, Object value) {
        return options.withValue("hearsay.node." + key, ConfigValueFactory.fromAnyRef(value, "the command line"));
    }
}
