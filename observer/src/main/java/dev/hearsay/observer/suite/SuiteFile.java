package dev.hearsay.observer.suite;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Origins;
import dev.hearsay.api.plugin.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads HOCON as people wrote it: in the order of the file, with the defaults underneath, and sentences for what is wrong. */
final class SuiteFile {
    private static final List<String> ROOTS = List.of("suite", "hearsay");

    private final Path file;
    private final Config root;
    private final Config defaults;

    private SuiteFile(Path file, Config root, Config defaults) {
        this.file = file;
        this.root = root;
        this.defaults = defaults;
    }

    static SuiteFile read(Path file) {
        InputFile.require(file, "suite");
        try {
            Config root = ConfigFactory.parseFile(file.toFile()).resolve();
            Duplicates.refuse(file);
            for (String key : root.root().keySet()) {
                if (!ROOTS.contains(key)) {
                    throw Settings.unknown(root.root().get(key), "", key, ROOTS);
                }
            }
            if (!root.hasPath("suite")) {
                throw new ConfigurationException(file + ": there is no section suite { … } in this file");
            }
            Config defaults = ConfigFactory.parseResources(SuiteFile.class.getClassLoader(), "lab-reference.conf");
            return new SuiteFile(file, root, defaults.resolve());
        } catch (ConfigException e) {
            throw new ConfigurationException(oneLine(e.getMessage()), e);
        }
    }

    private static String oneLine(String message) {
        return message.replace('\n', ' ').replaceAll("\\s+", " ").trim();
    }

    Path path() {
        return file;
    }

    /** The file's {@code suite} section over the defaults. */
    SuiteSettings settings() {
        return bind(root.getValue("suite"), "suite", "suite", SuiteSettings.class);
    }

    /** The whole of it as it counts, every default written out: a suite again. */
    Config effective() {
        Config whole = root.withFallback(
                ConfigFactory.defaultReference(SuiteFile.class.getClassLoader()).withOnlyPath("hearsay"));
        ConfigObject suite = whole.getObject("suite").withFallback(defaults.getValue("suite"));
        for (String kind : List.of("variant", "workload", "condition")) {
            String sections = kind + "s";
            if (suite.get(sections) instanceof ConfigObject given) {
                ConfigObject filled = given;
                for (Map.Entry<String, ConfigValue> entry : given.entrySet()) {
                    ConfigValue full = entry.getValue().withFallback(defaults.getValue(kind));
                    filled = filled.withValue(entry.getKey(), full);
                }
                suite = suite.withValue(sections, filled);
            }
        }
        return whole.withValue("suite", suite);
    }

    /** A section of the file as it stands, without defaults; empty if there is none. */
    ConfigObject section(String path) {
        if (!root.hasPath(path)) {
            return ConfigFactory.empty().root();
        }
        ConfigValue value = root.getValue(path);
        if (value instanceof ConfigObject object) {
            return object;
        }
        throw new ConfigurationException(Origins.at(value) + path + " must be a section in braces");
    }

    /** Binds a section over one section of {@code lab-reference.conf}. */
    <R extends Record> R bind(ConfigValue given, String path, String reference, Class<R> type) {
        ConfigValue merged = given.withFallback(defaults.getValue(reference)).withOrigin(given.origin());
        return Settings.bindSection(merged, path, type);
    }

    /** The entries of a section in the order of the file. */
    static Map<String, ConfigValue> inOrder(ConfigObject section) {
        List<Map.Entry<String, ConfigValue>> entries = new ArrayList<>(section.entrySet());
        return ordered(entries);
    }

    /** The leaves of a section by their full paths, {@code a.b = 1} and {@code "a.b" = 1} alike, in the order of the file. */
    static Map<String, ConfigValue> leaves(Config section) {
        List<Map.Entry<String, ConfigValue>> entries = new ArrayList<>();
        for (Map.Entry<String, ConfigValue> leaf : section.entrySet()) {
            entries.add(Map.entry(String.join(".", ConfigUtil.splitPath(leaf.getKey())), leaf.getValue()));
        }
        return ordered(entries);
    }

    /** Name and text of every leaf: further columns of the results. */
    static Map<String, String> facts(Config section) {
        Map<String, String> facts = new LinkedHashMap<>();
        leaves(section).forEach((name, value) -> facts.put(name, String.valueOf(value.unwrapped())));
        return facts;
    }

    private static Map<String, ConfigValue> ordered(List<Map.Entry<String, ConfigValue>> entries) {
        entries.sort(Comparator.comparing((Map.Entry<String, ConfigValue> entry) -> line(entry.getValue()))
                .thenComparing(Map.Entry::getKey));
        Map<String, ConfigValue> ordered = new LinkedHashMap<>();
        entries.forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        return ordered;
    }

    private static int line(ConfigValue value) {
        ConfigOrigin origin = value.origin();
        return origin.lineNumber() < 0 ? Integer.MAX_VALUE : origin.lineNumber();
    }
}
