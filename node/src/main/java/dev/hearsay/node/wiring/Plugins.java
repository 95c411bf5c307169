package dev.hearsay.node.wiring;

import com.typesafe.config.ConfigValue;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Nearest;
import dev.hearsay.api.plugin.Origins;
import dev.hearsay.api.plugin.Slot;
import dev.hearsay.api.plugin.StrategyProvider;
import java.net.URL;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * Every strategy that can be found, the broken ones too: a provider that does not load disturbs nobody until its name is used.
 */
public final class Plugins {
    private final List<Plugin> all = new ArrayList<>();
    private final Map<Slot, Map<String, StrategyProvider<?>>> providers = new EnumMap<>(Slot.class);

    /**
     * A strategy as it was found.
     *
     * @param source the jar or folder that it came from
     * @param problem why it cannot be used; empty if it can
     */
    public record Plugin(Slot slot, String name, String type, String source, String problem) {}

    private Plugins() {}

    /** Looks for providers of every slot, among the classes of {@code loader}. */
    public static Plugins find(ClassLoader loader) {
        Plugins plugins = new Plugins();
        for (Slot slot : Slot.values()) {
            plugins.find(slot, loader);
        }
        plugins.all.sort(Comparator.comparing(Plugin::slot).thenComparing(Plugin::name));
        return plugins;
    }

    private void find(Slot slot, ClassLoader loader) {
        Map<String, StrategyProvider<?>> found = new TreeMap<>();
        providers.put(slot, found);
        Iterator<? extends StrategyProvider<?>> candidates =
                ServiceLoader.load(slot.provider(), loader).iterator();
        while (true) {
            try {
                if (!candidates.hasNext()) {
                    return;
                }
                add(slot, candidates.next(), found);
            } catch (ServiceConfigurationError | LinkageError broken) {
                all.add(new Plugin(slot, "?", "?", "?", String.valueOf(broken.getMessage())));
            }
        }
    }

    private void add(Slot slot, StrategyProvider<?> provider, Map<String, StrategyProvider<?>> found) {
        String source = sourceOf(provider);
        StrategyProvider<?> other = found.putIfAbsent(provider.name(), provider);
        if (other != null) {
            throw new ConfigurationException("two plugins offer the " + slot.section() + " " + provider.name() + ": "
                    + sourceOf(other) + " and " + source + "; remove one of them");
        }
        String problem = provider.apiLevel() == StrategyProvider.API_LEVEL
                ? ""
                : "written for API level " + provider.apiLevel() + ", this is level " + StrategyProvider.API_LEVEL;
        all.add(new Plugin(slot, provider.name(), provider.getClass().getName(), source, problem));
    }

    private static String sourceOf(StrategyProvider<?> provider) {
        CodeSource source = provider.getClass().getProtectionDomain().getCodeSource();
        URL place = source == null ? null : source.getLocation();
        if (place == null) {
            return "?";
        }
        String path = place.getPath();
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return trimmed.endsWith(".jar") ? trimmed.substring(trimmed.lastIndexOf('/') + 1) : trimmed;
    }

    /** All that was found, by slot and name. */
    public List<Plugin> all() {
        return Collections.unmodifiableList(all);
    }

    /** Names that can be used in a slot, sorted. */
    public List<String> names(Slot slot) {
        return List.copyOf(providers.get(slot).keySet());
    }

    /**
     * @param use the value of {@code hearsay.<slot>.use}
     * @throws ConfigurationException if there is no such strategy, or it cannot be used
     */
    StrategyProvider<?> provider(Slot slot, ConfigValue use) {
        String name = String.valueOf(use.unwrapped());
        StrategyProvider<?> provider = providers.get(slot).get(name);
        if (provider == null) {
            throw new ConfigurationException(Origins.at(use) + "there is no " + slot.section() + " called " + name
                    + Nearest.question(name, names(slot)) + " (known: " + String.join(", ", names(slot)) + ")"
                    + broken(slot));
        }
        if (provider.apiLevel() != StrategyProvider.API_LEVEL) {
            throw new ConfigurationException(Origins.at(use) + "the " + slot.section() + " " + name + " of "
                    + sourceOf(provider) + " is written for API level " + provider.apiLevel() + ", this is level "
                    + StrategyProvider.API_LEVEL + "; take a version of it that fits");
        }
        return provider;
    }

    private String broken(Slot slot) {
        StringBuilder text = new StringBuilder();
        for (Plugin plugin : all) {
            if (plugin.slot() == slot && plugin.name().equals("?")) {
                text.append("; one could not be loaded: ").append(plugin.problem());
            }
        }
        return text.toString();
    }
}
