package dev.hearsay.observer.suite;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Nearest;
import dev.hearsay.api.plugin.Origins;
import dev.hearsay.api.plugin.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
        requireReadable(file, "suite");
        try {
            Config root = ConfigFactory.parseFile(file.toFile()).resolve();
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

    /** @throws ConfigurationException if there is no such file, with the nearest name in its folder */
    static void requireReadable(Path file, String what) {
        if (Files.isRegularFile(file) && Files.isReadable(file)) {
            return;
        }
        if (Files.isDirectory(file)) {
            throw new ConfigurationException(file + " is a folder; a " + what + " is a file");
        }
        if (Files.exists(file)) {
            throw new ConfigurationException(file + " cannot be read; check its permissions");
        }
        throw new ConfigurationException("there is no " + what + " " + file + question(file));
    }

    private static String question(Path missing) {
        Path folder = missing.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            return "; its folder does not exist";
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names =
                    files.map(each -> each.getFileName().toString()).sorted().toList();
            return Nearest.question(missing.getFileName().toString(), names);
        } catch (IOException e) {
            return "; its folder cannot be read";
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

    /** The whole of it as it counts, every default written out: a suite file again. */
    String resolved() {
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
        return whole.withValue("suite", suite)
                .root()
                .render(ConfigRenderOptions.defaults()
                        .setJson(false)
                        .setComments(false)
                        .setOriginComments(false));
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
