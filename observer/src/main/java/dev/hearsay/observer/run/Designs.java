package dev.hearsay.observer.run;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.port.StorageEngine;
import dev.hearsay.node.NodeFactory;
import dev.hearsay.node.wiring.HearsayConfig;
import dev.hearsay.node.wiring.Plugins;
import dev.hearsay.observer.suite.Design;
import dev.hearsay.observer.suite.Suite;
import dev.hearsay.observer.suite.Trial;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** Node factories, one for each configuration that differs: runs that share a design share its wiring. */
final class Designs {
    private final ClassLoader loader;
    private final Plugins plugins;
    private final Map<String, NodeFactory> factories = new HashMap<>();
    /** By identity: trials share their designs, and a configuration is slow to compare. */
    private final Map<Design, NodeFactory> known = new IdentityHashMap<>();

    Designs(ClassLoader loader) {
        this.loader = loader;
        this.plugins = Plugins.find(loader);
    }

    /** @throws ConfigurationException if the design cannot be built, or does not fit its cluster or its conditions */
    synchronized void check(Suite suite, Trial trial) {
        Design design = trial.design();
        NodeFactory factory = of(design);
        int n = factory.settings().quorum().n();
        if (design.cluster().nodes() < n) {
            throw new ConfigurationException(suite.file() + ": the variant " + design.name() + " keeps n = " + n
                    + " copies on " + design.cluster().nodes() + " nodes; set suite.cluster.nodes to " + n
                    + " or more, or n lower");
        }
        refuseDisks(suite, factory);
        factory.checkLabels(Cluster.names(design.cluster().nodes()));
        int named = trial.condition().settings().highestNode();
        if (named >= design.cluster().nodes()) {
            throw new ConfigurationException(suite.file() + ": the condition "
                    + trial.cell().condition() + " names node " + named + ", but the variant " + design.name() + " has "
                    + design.cluster().nodes() + " nodes, numbered from 0");
        }
    }

    private static void refuseDisks(Suite suite, NodeFactory factory) {
        try (StorageEngine engine = factory.storage()) {
            if (engine.durable()) {
                throw new ConfigurationException(suite.file() + ": an engine with files of its own cannot be simulated;"
                        + " set hearsay.storage.use to memory, whose disk is simulated");
            }
        }
    }

    synchronized NodeFactory of(Design design) {
        NodeFactory factory = known.get(design);
        if (factory == null) {
            Config overrides = design.overrides();
            String text = overrides.root().render(ConfigRenderOptions.concise());
            factory = factories.get(text);
            if (factory == null) {
                factory = NodeFactory.of(HearsayConfig.load(overrides, plugins, loader));
                factories.put(text, factory);
            }
            known.put(design, factory);
        }
        return factory;
    }
}
