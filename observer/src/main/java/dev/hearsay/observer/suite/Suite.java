package dev.hearsay.observer.suite;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Nearest;
import dev.hearsay.observer.GridCell;
import dev.hearsay.observer.Metric;
import dev.hearsay.observer.condition.Condition;
import dev.hearsay.observer.condition.ConditionSettings;
import dev.hearsay.observer.measure.Catalogue;
import dev.hearsay.observer.workload.Workload;
import dev.hearsay.observer.workload.WorkloadSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A suite file, read and expanded.
 *
 * @param file where it was read from
 * @param seeds runs per cell
 * @param baseSeed the first seed
 * @param baseline the design that the others are compared with
 * @param settle how long the replicas may take to become equal after the load; zero: the run ends with its load
 * @param paired whether the cells share their seeds; those of a grid from a file do not
 * @param trials every cell of the grid, in the order of the file: designs, in each the workloads, in each the conditions
 * @param effective the file as it counts, every default written out, each value with its origin
 */
public record Suite(
        Path file,
        String name,
        String description,
        int seeds,
        long baseSeed,
        String baseline,
        Duration settle,
        MeasureSettings measure,
        boolean paired,
        List<Trial> trials,
        Config effective) {
    public Suite {
        trials = List.copyOf(trials);
    }

    /** What is in effect, as a suite file. */
    public String resolved() {
        return effective
                .root()
                .render(ConfigRenderOptions.defaults()
                        .setJson(false)
                        .setComments(false)
                        .setOriginComments(false));
    }

    /** @throws ConfigurationException one sentence with file, line and the nearest known name, if anything in it is wrong */
    public static Suite load(Path path) {
        SuiteFile file = SuiteFile.read(path);
        SuiteSettings settings = file.settings();
        Map<String, DesignLayers> variants = variants(file, settings);
        Map<String, Workload> workloads = sections(
                file,
                settings.workloads(),
                "workload",
                WorkloadSettings.class,
                bound -> new Workload(bound, SuiteFile.facts(bound.facts())));
        Map<String, Condition> conditions = sections(
                file,
                settings.conditions(),
                "condition",
                ConditionSettings.class,
                bound -> new Condition(bound, SuiteFile.facts(bound.facts())));
        List<Trial> trials = settings.grid().isPresent()
                ? new GridExpansion(file, settings.grid().get(), variants).trials()
                : product(variants, workloads, conditions);
        requireDistinct(path, trials);
        requireKnown(path, settings.measure().primary());
        return new Suite(
                path,
                settings.name(),
                settings.description(),
                settings.seeds(),
                settings.baseSeed(),
                baseline(path, settings, trials),
                settings.settle(),
                settings.measure(),
                settings.grid().isEmpty(),
                trials,
                file.effective());
    }

    private static Map<String, DesignLayers> variants(SuiteFile file, SuiteSettings settings) {
        DesignLayers shared = DesignLayers.shared(file);
        Map<String, DesignLayers> variants = new LinkedHashMap<>();
        boolean anonymous =
                settings.variants().isEmpty() || settings.variants().get().isEmpty();
        if (anonymous) {
            boolean named = settings.matrix().isPresent() || settings.grid().isPresent();
            variants.put(named ? "" : "default", shared);
        } else {
            ConfigObject section = settings.variants().get().root();
            SuiteFile.inOrder(section).forEach((name, value) -> variants.put(name, over(file, shared, name, value)));
        }
        return DesignLayers.multiply(variants, settings.matrix().orElse(ConfigFactory.empty()));
    }

    private static DesignLayers over(SuiteFile file, DesignLayers shared, String name, ConfigValue value) {
        VariantSettings variant = file.bind(value, "suite.variants." + name, "variant", VariantSettings.class);
        return shared.over(variant.cluster().root(), variant.hearsay().root(), variant.facts());
    }

    private static <S extends Record, T> Map<String, T> sections(
            SuiteFile file, Optional<Config> section, String kind, Class<S> type, Function<S, T> make) {
        Map<String, ConfigValue> given = new LinkedHashMap<>();
        section.ifPresent(present -> given.putAll(SuiteFile.inOrder(present.root())));
        if (given.isEmpty()) {
            given.put(
                    kind.equals("condition") ? "calm" : "default",
                    ConfigFactory.empty().root());
        }
        Map<String, T> made = new LinkedHashMap<>();
        given.forEach((name, value) ->
                made.put(name, make.apply(file.bind(value, "suite." + kind + "s." + name, kind, type))));
        return made;
    }

    private static List<Trial> product(
            Map<String, DesignLayers> variants, Map<String, Workload> workloads, Map<String, Condition> conditions) {
        List<Trial> trials = new ArrayList<>();
        variants.forEach((variant, layers) -> {
            Design design = layers.design(variant);
            workloads.forEach((load, workload) -> conditions.forEach((circumstances, condition) -> {
                Map<String, String> facts = new LinkedHashMap<>(layers.facts());
                facts.putAll(workload.facts());
                facts.putAll(condition.facts());
                trials.add(new Trial(new GridCell(variant, load, circumstances), design, workload, condition, facts));
            }));
        });
        return trials;
    }

    private static void requireDistinct(Path path, List<Trial> trials) {
        Set<GridCell> seen = new HashSet<>();
        for (Trial trial : trials) {
            if (!seen.add(trial.cell())) {
                throw new ConfigurationException(path + ": two cells are called " + trial.cell()
                        + "; give every row or value a name of its own, or take one out");
            }
        }
    }

    private static void requireKnown(Path path, List<String> primary) {
        List<String> known = Catalogue.all().stream().map(Metric::name).toList();
        for (String metric : primary) {
            if (!known.contains(metric)) {
                throw new ConfigurationException(path + ": suite.measure.primary: there is no metric " + metric
                        + Nearest.question(metric, known));
            }
        }
    }

    private static String baseline(Path path, SuiteSettings settings, List<Trial> trials) {
        List<String> known =
                trials.stream().map(trial -> trial.design().name()).distinct().toList();
        String baseline = settings.baseline().orElse(known.get(0));
        if (!known.contains(baseline)) {
            throw new ConfigurationException(
                    path + ": suite.baseline: there is no variant " + baseline + Nearest.question(baseline, known));
        }
        return baseline;
    }
}
