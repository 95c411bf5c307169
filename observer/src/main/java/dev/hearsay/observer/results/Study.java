package dev.hearsay.observer.results;

import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Nearest;
import dev.hearsay.observer.Metric;
import dev.hearsay.observer.RunResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A suite that was run.
 *
 * @param suite its name
 * @param description one line about it; may be empty
 * @param baseline the variant that the others are compared with; empty for the first of the plan
 * @param primary names of the metrics that the verdict is about, declared before the run; the laboratory's own choice if empty
 * @param runs in any order; kept in the order of the plan
 * @param environment what it ran on: versions, machine, command line; in the order in which it is to be shown
 * @param configuration the resolved configuration, as text
 */
public record Study(
        String suite,
        String description,
        String baseline,
        List<String> primary,
        List<RunResult> runs,
        Map<String, Object> environment,
        String configuration) {
    private static final List<String> CHOICE = List.of(
            "stale_reads",
            "age_mean",
            "read_latency_p50",
            "read_latency_p99",
            "write_latency_p50",
            "write_latency_p99",
            "unknown",
            "lost_update_rate",
            "messages",
            "bytes");

    /** @throws ConfigurationException if it names a variant or metric that is not in the runs */
    public Study {
        List<RunResult> sorted = new ArrayList<>(runs);
        sorted.sort(Comparator.comparingInt(RunResult::index));
        runs = Collections.unmodifiableList(sorted);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        List<String> variants =
                runs.stream().map(run -> run.cell().variant()).distinct().toList();
        if (baseline.isEmpty() && !variants.isEmpty()) {
            baseline = variants.get(0);
        } else if (!runs.isEmpty()) {
            requireKnown("baseline", baseline, variants);
        }
        List<String> known = runs.isEmpty()
                ? List.of()
                : runs.get(0).values().keySet().stream().map(Metric::name).toList();
        for (String name : runs.isEmpty() ? List.<String>of() : primary) {
            requireKnown("primary metric", name, known);
        }
        primary = primary.isEmpty() ? CHOICE.stream().filter(known::contains).toList() : List.copyOf(primary);
    }

    private static void requireKnown(String what, String name, List<String> known) {
        if (!known.contains(name)) {
            throw new ConfigurationException("there is no " + what + " " + name + Nearest.question(name, known));
        }
    }

    /** The metrics of the runs, in the order of their columns. */
    public List<Metric> metrics() {
        return runs.isEmpty() ? List.of() : List.copyOf(runs.get(0).values().keySet());
    }

    /** The facts that any run has, in the order in which they first appear. */
    public List<String> facts() {
        LinkedHashMap<String, Boolean> names = new LinkedHashMap<>();
        for (RunResult run : runs) {
            for (String name : run.facts().keySet()) {
                names.put(name, true);
            }
        }
        return List.copyOf(names.keySet());
    }
}
