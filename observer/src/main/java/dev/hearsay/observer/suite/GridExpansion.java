package dev.hearsay.observer.suite;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Nearest;
import dev.hearsay.api.plugin.Origins;
import dev.hearsay.observer.GridCell;
import dev.hearsay.observer.condition.Condition;
import dev.hearsay.observer.condition.ConditionSettings;
import dev.hearsay.observer.workload.Workload;
import dev.hearsay.observer.workload.WorkloadSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of a table into trials. Rows that say the same of a section share what is made of it: two thousand rows hold some dozens
 * of designs, and a handful of loads.
 */
final class GridExpansion {
    private static final List<String> SECTIONS = List.of("hearsay", "cluster", "workload", "condition");

    private final SuiteFile file;
    private final GridSettings settings;
    private final Map<String, DesignLayers> variants;
    private final Table table;
    private final Map<String, Template> designTexts = new LinkedHashMap<>();
    private final Map<String, Template> workloadTexts = new LinkedHashMap<>();
    private final Map<String, Template> conditionTexts = new LinkedHashMap<>();
    private final Map<Integer, String> carried = new LinkedHashMap<>();
    private final Map<List<String>, Design> designs = new HashMap<>();
    private final Map<List<String>, Workload> workloads = new HashMap<>();
    private final Map<List<String>, Condition> conditions = new HashMap<>();

    GridExpansion(SuiteFile file, GridSettings settings, Map<String, DesignLayers> variants) {
        this.file = file;
        this.settings = settings;
        this.variants = variants;
        this.table = table(file, settings);
        SuiteFile.leaves(settings.set()).forEach(this::readSetting);
        SuiteFile.leaves(settings.carry().orElse(ConfigFactory.empty()))
                .forEach((column, name) -> carried.put(
                        Template.column(
                                column, name, table.columns(), table.path().toString()),
                        String.valueOf(name.unwrapped())));
    }

    private static Table table(SuiteFile file, GridSettings settings) {
        try {
            return Table.read(file.path().resolveSibling(settings.file()));
        } catch (ConfigurationException e) {
            ConfigValue named = file.section("suite.grid").get("file");
            throw new ConfigurationException(Origins.at(named) + "suite.grid.file: " + e.getMessage(), e);
        }
    }

    private void readSetting(String path, ConfigValue text) {
        Template template = Template.of(text, table.columns(), table.path().toString());
        int dot = path.indexOf('.');
        String section = dot < 0 ? path : path.substring(0, dot);
        switch (section) {
            case "hearsay", "cluster" -> designTexts.put(path, template);
            case "workload" -> workloadTexts.put(path.substring(dot + 1), template);
            case "condition" -> conditionTexts.put(path.substring(dot + 1), template);
            default ->
                throw new ConfigurationException(
                        Origins.at(text) + "suite.grid.set: " + path + " must begin with one of "
                                + String.join(", ", SECTIONS) + Nearest.question(section, SECTIONS));
        }
    }

    List<Trial> trials() {
        Template variantName = name("variant");
        Template workloadName = name("workload");
        Template conditionName = name("condition");
        ConfigObject baseLoad = only("suite.workloads");
        ConfigObject baseCondition = only("suite.conditions");
        List<Trial> trials = new ArrayList<>();
        for (Map.Entry<String, DesignLayers> variant : variants.entrySet()) {
            for (int row = 0; row < table.rows().size(); row++) {
                List<String> values = table.rows().get(row);
                String prefix = variant.getKey().isEmpty() ? "" : variant.getKey() + " ";
                GridCell cell = new GridCell(
                        prefix + variantName.fill(values), workloadName.fill(values), conditionName.fill(values));
                Workload workload = workload(baseLoad, row);
                Condition condition = condition(baseCondition, row);
                Map<String, String> facts =
                        new LinkedHashMap<>(variant.getValue().facts());
                facts.put("row", String.valueOf(row + 1));
                facts.putAll(workload.facts());
                facts.putAll(condition.facts());
                carried.forEach((column, name) -> facts.put(name, values.get(column)));
                trials.add(
                        new Trial(cell, design(cell.variant(), variant.getValue(), row), workload, condition, facts));
            }
        }
        return trials;
    }

    private Template name(String of) {
        ConfigValue text = file.section("suite.grid").get(of);
        return Template.of(text, table.columns(), table.path().toString());
    }

    /** The one section that all rows build on. */
    private ConfigObject only(String path) {
        Map<String, ConfigValue> sections = SuiteFile.inOrder(file.section(path));
        if (sections.size() > 1) {
            ConfigValue second = new ArrayList<>(sections.values()).get(1);
            throw new ConfigurationException(
                    Origins.at(second) + path + " may have one entry in a suite with a grid: what all rows build on");
        }
        return sections.isEmpty()
                ? ConfigFactory.empty().root()
                : file.section(path + ".\"" + sections.keySet().iterator().next() + "\"");
    }

    private Design design(String name, DesignLayers base, int row) {
        List<String> key = new ArrayList<>(filled(designTexts, row));
        key.add(name);
        Design known = designs.get(key);
        if (known != null) {
            return known;
        }
        DesignLayers layers = base;
        for (Map.Entry<String, Template> text : designTexts.entrySet()) {
            layers = layers.with(text.getKey(), value(text.getValue(), row));
        }
        Design design = layers.design(name);
        designs.put(key, design);
        return design;
    }

    private Workload workload(ConfigObject base, int row) {
        return workloads.computeIfAbsent(filled(workloadTexts, row), key -> {
            WorkloadSettings bound =
                    file.bind(over(base, workloadTexts, row), "suite.workloads", "workload", WorkloadSettings.class);
            return new Workload(bound, SuiteFile.facts(bound.facts()));
        });
    }

    private Condition condition(ConfigObject base, int row) {
        return conditions.computeIfAbsent(filled(conditionTexts, row), key -> {
            ConditionSettings bound = file.bind(
                    over(base, conditionTexts, row), "suite.conditions", "condition", ConditionSettings.class);
            return new Condition(bound, SuiteFile.facts(bound.facts()));
        });
    }

    private ConfigObject over(ConfigObject base, Map<String, Template> texts, int row) {
        Config merged = base.toConfig();
        for (Map.Entry<String, Template> text : texts.entrySet()) {
            merged = merged.withValue(text.getKey(), value(text.getValue(), row));
        }
        return merged.root();
    }

    private List<String> filled(Map<String, Template> texts, int row) {
        return texts.values().stream()
                .map(text -> text.fill(table.rows().get(row)))
                .toList();
    }

    /** A row's text for a setting; what is wrong with it is wrong at the row. */
    private ConfigValue value(Template text, int row) {
        return ConfigValueFactory.fromAnyRef(text.fill(table.rows().get(row)), table.place(row));
    }
}
