package dev.hearsay.cli;

import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Nearest;
import dev.hearsay.observer.condition.ConditionSettings;
import dev.hearsay.observer.suite.Suite;
import dev.hearsay.observer.suite.Trial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Which condition of which suite befalls a cluster, and for how long. */
final class Circumstances {
    @Option(
            names = "--suite",
            paramLabel = "FILE",
            description = "A suite file, one of whose conditions is to befall the nodes.")
    private Path file;

    @Option(
            names = "--condition",
            paramLabel = "NAME",
            description = "Which. Nodes are numbered from 0 there: 0 is node-1.")
    private String name;

    @Option(names = "--fault-seed", paramLabel = "S", description = "Default: the base seed of the suite.")
    private Long seed;

    @Option(
            names = "--fault-time",
            paramLabel = "TIME",
            description = "How long faults may begin, such as 60s. Default: the longest load of the suite.")
    private Duration time;

    private ConditionSettings settings;
    /** After this, no node is started again; by {@code System.nanoTime}. */
    private final AtomicLong over = new AtomicLong(System.nanoTime());

    /** @throws ConfigurationException if there is no such condition, or it cannot befall processes */
    void load(int nodes) {
        if (file == null && name == null && seed == null && time == null) {
            return;
        }
        if (file == null || name == null) {
            throw new ConfigurationException("--suite and --condition go together");
        }
        Suite suite = Suite.load(file);
        List<String> known = suite.trials().stream()
                .map(trial -> trial.cell().condition())
                .distinct()
                .toList();
        if (!known.contains(name)) {
            throw new ConfigurationException(file + ": there is no condition " + name + Nearest.question(name, known));
        }
        for (Trial trial : suite.trials()) {
            if (trial.cell().condition().equals(name)) {
                settings = trial.condition().settings();
            }
        }
        ProcessFaults.check(file + ": the condition " + name, settings, nodes);
        seed = seed == null ? (Long) suite.baseSeed() : seed;
        time = time == null ? longestLoad(suite) : time;
    }

    private static Duration longestLoad(Suite suite) {
        return suite.trials().stream()
                .map(trial -> trial.workload().settings().duration())
                .max(Duration::compareTo)
                .orElseThrow();
    }

    /** Lets it begin. Null if nothing is to befall anybody. */
    ProcessFaults apply(List<NodeChild> nodes, Consumer<String> told, Consumer<NodeChild> surprise) {
        if (settings == null) {
            return null;
        }
        ProcessFaults faults = new ProcessFaults(nodes, settings, told, surprise);
        told.accept("the condition " + name + " of " + file + " for " + time.toSeconds() + " s, seed " + seed);
        over.set(System.nanoTime() + time.toNanos());
        faults.start(seed, time);
        return faults;
    }

    /** Whether a node that is down may come back. */
    boolean mayStartAgain() {
        return System.nanoTime() - over.get() < 0;
    }
}
