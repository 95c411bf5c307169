package dev.hearsay.node.wiring;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Origins;
import dev.hearsay.api.plugin.Settings;
import dev.hearsay.api.plugin.Slot;
import dev.hearsay.api.plugin.StrategyProvider;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A configuration whose {@code hearsay} section holds: every key is known, every strategy exists, every setting of the node is
 * bound. What the strategies in use say about their own sections is checked when they are made.
 */
public final class HearsayConfig {
    private static final List<String> NODE_SECTIONS =
            List.of("coordinator", "gateway", "hints", "limits", "node", "transport");

    private final Config config;
    private final Plugins plugins;
    private final Map<Slot, StrategyProvider<?>> inUse = new EnumMap<>(Slot.class);
    private final NodeSettings settings;
    private final StorageSettings storage;

    private HearsayConfig(Config config, Plugins plugins) {
        this.config = config;
        this.plugins = plugins;
        checkSections();
        for (Slot slot : Slot.values()) {
            String path = "hearsay." + slot.section() + ".use";
            if (!config.hasPath(path)) {
                throw new ConfigurationException(path + " is missing; it has to name a strategy");
            }
            inUse.put(slot, plugins.provider(slot, config.getValue(path)));
        }
        this.settings = new NodeSettings(
                slot(Slot.QUORUM, QuorumSettings.class),
                Settings.bind(config, "hearsay.coordinator", CoordinatorSettings.class),
                Settings.bind(config, "hearsay.hints", HintSettings.class),
                slot(Slot.ANTI_ENTROPY, AntiEntropySettings.class),
                slot(Slot.MEMBERSHIP, MembershipSettings.class),
                slot(Slot.DETECTOR, DetectorSettings.class),
                Settings.bind(config, "hearsay.limits", LimitSettings.class));
        this.storage = slot(Slot.STORAGE, StorageSettings.class);
        for (Slot slot : List.of(Slot.PARTITIONER, Slot.VERSIONING)) {
            slot(slot, Use.class);
        }
    }

    /** A slot that has no settings besides those of its strategies. */
    record Use(String use) {}

    /**
     * Puts {@code overrides} over the defaults of all modules.
     *
     * @throws ConfigurationException if it does not hold
     */
    public static HearsayConfig load(Config overrides, Plugins plugins, ClassLoader loader) {
        try {
            Config whole = overrides
                    .withFallback(ConfigFactory.defaultReference(loader))
                    .resolve();
            return new HearsayConfig(whole, plugins);
        } catch (ConfigException e) {
            String place = e.origin() == null ? "" : Origins.place(e.origin()) + ": ";
            throw new ConfigurationException(place + e.getMessage(), e);
        }
    }

    private void checkSections() {
        ConfigObject hearsay = config.getObject("hearsay");
        List<String> known = new ArrayList<>(NODE_SECTIONS);
        for (Slot slot : Slot.values()) {
            known.add(slot.section());
        }
        for (Map.Entry<String, ConfigValue> section : hearsay.entrySet()) {
            if (!known.contains(section.getKey())) {
                throw Settings.unknown(section.getValue(), "hearsay", section.getKey(), known);
            }
        }
    }

    /** A slot's own settings: its section without the sections of its strategies. */
    private <R extends Record> R slot(Slot slot, Class<R> type) {
        String path = "hearsay." + slot.section();
        Config section = config.getConfig(path);
        for (String name : plugins.names(slot)) {
            section = section.withoutPath(ConfigUtil.quoteString(name));
        }
        return Settings.bindSection(section.root(), path, type);
    }

    /** What all members must agree on, by path: who keeps what, in which form, and how it is compared. */
    public SortedMap<String, String> clusterWide() {
        SortedMap<String, String> agreed = new TreeMap<>();
        agreed.put("hearsay.quorum.n", Integer.toString(settings.quorum().n()));
        agreed.put("hearsay.node.lanes", Integer.toString(process().lanes()));
        for (Slot slot : List.of(Slot.PARTITIONER, Slot.VERSIONING, Slot.ANTI_ENTROPY, Slot.MEMBERSHIP)) {
            String name = provider(slot).name();
            String section = "hearsay." + slot.section();
            agreed.put(section + ".use", name);
            if (slot != Slot.MEMBERSHIP) {
                String own = section + "." + ConfigUtil.quoteString(name);
                config.getConfig(own)
                        .entrySet()
                        .forEach(entry -> agreed.put(
                                section + "." + name + "." + entry.getKey(),
                                entry.getValue().unwrapped().toString()));
            }
        }
        return agreed;
    }

    /** Everything, defaults included, with the origin of each value. */
    public Config config() {
        return config;
    }

    /** What concerns a process; bound when it is asked for, since simulated nodes need none of it. */
    public ProcessSettings process() {
        return Settings.bind(config, "hearsay.node", ProcessSettings.class);
    }

    public NodeSettings settings() {
        return settings;
    }

    /** Which engine, and what a process does when its disk fails. */
    public StorageSettings storage() {
        return storage;
    }

    StrategyProvider<?> provider(Slot slot) {
        return inUse.get(slot);
    }
}
