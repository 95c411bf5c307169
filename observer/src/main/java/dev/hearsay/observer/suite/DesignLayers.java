package dev.hearsay.observer.suite;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Nearest;
import dev.hearsay.api.plugin.Origins;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a design is made of, one layer over the other. Immutable. */
final class DesignLayers {
    private static final List<String> QUORUM = List.of("n", "r", "w");
    private static final List<String> ROOTS = List.of("hearsay", "cluster");

    private final SuiteFile file;
    private final Config cluster;
    private final Config hearsay;
    private final Map<String, String> facts;

    private DesignLayers(SuiteFile file, Config cluster, Config hearsay, Map<String, String> facts) {
        this.file = file;
        this.cluster = cluster;
        this.hearsay = hearsay;
        this.facts = facts;
    }

    /** What all designs of the suite share. */
    static DesignLayers shared(SuiteFile file) {
        Config none = ConfigFactory.empty();
        return new DesignLayers(file, none, none, new LinkedHashMap<>())
                .over(file.section("suite.cluster"), file.section("hearsay"), ConfigFactory.empty());
    }

    /** With these sections on top; in them {@code cluster.n} is short for {@code hearsay.quorum.n}, and so are r and w. */
    DesignLayers over(ConfigObject newCluster, ConfigObject newHearsay, Config newFacts) {
        Config above = ConfigFactory.empty();
        for (String name : QUORUM) {
            ConfigValue value = newCluster.get(name);
            if (value != null && !"0".equals(String.valueOf(value.unwrapped()))) {
                above = above.withValue("hearsay.quorum." + name, value);
            }
        }
        Map<String, String> allFacts = new LinkedHashMap<>(facts);
        allFacts.putAll(SuiteFile.facts(newFacts));
        return new DesignLayers(
                file,
                newCluster.toConfig().withFallback(cluster),
                above.withFallback(newHearsay.atKey("hearsay")).withFallback(hearsay),
                allFacts);
    }

    /** With one setting on top. */
    DesignLayers with(String path, ConfigValue value) {
        String rootOf = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
        if (!ROOTS.contains(rootOf) || rootOf.equals(path)) {
            throw new ConfigurationException(Origins.at(value) + path
                    + " is not a setting of a design: it must begin with hearsay. or cluster."
                    + Nearest.question(rootOf, ROOTS));
        }
        ConfigObject one = ConfigFactory.empty().withValue(path, value).root();
        ConfigObject nothing = ConfigFactory.empty().root();
        ConfigObject ofCluster = one.get("cluster") instanceof ConfigObject section ? section : nothing;
        ConfigObject ofHearsay = one.get("hearsay") instanceof ConfigObject section ? section : nothing;
        return over(ofCluster, ofHearsay, ConfigFactory.empty());
    }

    DesignLayers withFact(String name, String value) {
        Map<String, String> allFacts = new LinkedHashMap<>(facts);
        allFacts.put(name, value);
        return new DesignLayers(file, cluster, hearsay, allFacts);
    }

    Map<String, String> facts() {
        return facts;
    }

    Design design(String name) {
        ClusterSettings bound = file.bind(cluster.root(), "suite.cluster", "suite.cluster", ClusterSettings.class);
        return new Design(name, bound, hearsay);
    }

    /** The values of a matrix, one path after the other: every combination, under a name that tells it from the rest. */
    static Map<String, DesignLayers> multiply(Map<String, DesignLayers> variants, Config matrix) {
        Map<String, DesignLayers> expanded = variants;
        Map<String, ConfigValue> axes = SuiteFile.leaves(matrix);
        for (Map.Entry<String, ConfigValue> axis : axes.entrySet()) {
            String label = label(axis.getKey(), axes);
            Map<String, DesignLayers> next = new LinkedHashMap<>();
            for (Map.Entry<String, DesignLayers> variant : expanded.entrySet()) {
                for (ConfigValue value : values(axis)) {
                    String text = String.valueOf(value.unwrapped());
                    String prefix = variant.getKey().isEmpty() ? "" : variant.getKey() + " ";
                    DesignLayers same = next.put(
                            prefix + label + "=" + text,
                            variant.getValue().with(axis.getKey(), value).withFact(label, text));
                    if (same != null) {
                        throw new ConfigurationException(Origins.at(value) + "suite.matrix: " + axis.getKey()
                                + " lists " + text + " twice; take one out");
                    }
                }
            }
            expanded = next;
        }
        return expanded;
    }

    private static List<ConfigValue> values(Map.Entry<String, ConfigValue> axis) {
        if (axis.getValue() instanceof List<?> list && !list.isEmpty()) {
            List<ConfigValue> values = new ArrayList<>();
            list.forEach(value -> values.add((ConfigValue) value));
            return values;
        }
        throw new ConfigurationException(Origins.at(axis.getValue()) + "suite.matrix: " + axis.getKey()
                + " must be a list of values in brackets, such as [1, 2, 3]");
    }

    /** The shortest end of a path that no other axis ends with. */
    private static String label(String path, Map<String, ConfigValue> axes) {
        int start = path.lastIndexOf('.') + 1;
        while (start > 0) {
            String end = path.substring(start);
            long sharing = axes.keySet().stream()
                    .filter(other -> other.equals(end) || other.endsWith("." + end))
                    .count();
            if (sharing == 1) {
                return end;
            }
            start = path.lastIndexOf('.', start - 2) + 1;
        }
        return path;
    }
}
