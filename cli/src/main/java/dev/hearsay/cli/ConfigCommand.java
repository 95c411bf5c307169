package dev.hearsay.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Origins;
import dev.hearsay.api.plugin.Settings;
import dev.hearsay.node.NodeFactory;
import dev.hearsay.node.wiring.HearsayConfig;
import dev.hearsay.node.wiring.Plugins;
import dev.hearsay.observer.run.Laboratory;
import dev.hearsay.observer.suite.InputFile;
import dev.hearsay.observer.suite.Suite;
import java.io.File;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hearsay config}: what is in effect, and where it comes from. */
@Command(
        name = "config",
        description =
                "Check a configuration or a suite, and print the effective configuration of a node with the origin of"
                        + " each value.")
final class ConfigCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            description = "A configuration (hearsay { … }) or a suite (suite { … }), in HOCON.")
    private File file;

    @Option(names = "--check", description = "Only say whether it holds.")
    private boolean check;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Config given = parse(file);
        if (given.hasPath("suite")) {
            Suite suite = Suite.load(file.toPath());
            new Laboratory(ConfigCommand.class.getClassLoader()).check(suite);
            if (check) {
                int cells = suite.trials().size();
                out.println(file + ": the suite " + suite.name() + " holds; " + cells
                        + (cells == 1 ? " cell" : " cells") + ", " + suite.seeds() + " seeds each");
            } else {
                print(suite.effective(), out);
            }
        } else {
            refuseStrangers(given);
            ClassLoader loader = ConfigCommand.class.getClassLoader();
            HearsayConfig config =
                    HearsayConfig.load(given.withFallback(NodeCommand.OF_PROCESSES), Plugins.find(loader), loader);
            NodeFactory.of(config);
            NodeStart.check(config);
            if (check) {
                out.println(file + ": holds");
            } else {
                print(config.config().withOnlyPath("hearsay"), out);
            }
        }
        out.flush();
        return 0;
    }

    static Config parse(File file) {
        InputFile.require(file.toPath(), "configuration");
        try {
            return ConfigFactory.parseFile(file, ConfigParseOptions.defaults().setAllowMissing(false));
        } catch (ConfigException e) {
            throw new ConfigurationException(e.getMessage() + "; mend the file there", e);
        }
    }

    /** A misspelt section would be passed over in silence. */
    private static void refuseStrangers(Config given) {
        for (Map.Entry<String, ConfigValue> entry : given.root().entrySet()) {
            if (!entry.getKey().equals("hearsay")) {
                throw Settings.unknown(entry.getValue(), "", entry.getKey(), List.of("hearsay", "suite"));
            }
        }
    }

    private static void print(Config config, PrintWriter out) {
        Map<String, ConfigValue> values = new TreeMap<>();
        config.entrySet().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        int width = 0;
        Map<String, String> lines = new TreeMap<>();
        for (Map.Entry<String, ConfigValue> entry : values.entrySet()) {
            String name = String.join(".", ConfigUtil.splitPath(entry.getKey()));
            String line = name + " = " + entry.getValue().render(ConfigRenderOptions.concise());
            lines.put(entry.getKey(), line);
            width = Math.max(width, Math.min(line.length(), 64));
        }
        for (Map.Entry<String, String> line : lines.entrySet()) {
            String place = Origins.place(values.get(line.getKey()).origin());
            out.printf("%-" + width + "s  # %s%n", line.getValue(), place);
        }
    }
}
