package dev.hearsay.observer.report;

import dev.hearsay.observer.Metric;
import dev.hearsay.observer.RunResult;
import dev.hearsay.observer.results.Study;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a study cannot have shown: a mechanism that never ran was not tested by it. */
final class Vacuity {
    private static final int FEW_SEEDS = 20;
    private static final double HALF = 0.5;

    private Vacuity() {}

    static List<String> warnings(Study study) {
        List<String> warnings = new ArrayList<>();
        mostlyDone(study, warnings);
        ran(study, warnings, "read_repairs", 0, "No read repair ever happened");
        ran(study, warnings, "hints_stored", 0, "No hint was ever stored");
        ran(study, warnings, "anti_entropy_offers", 0, "Anti-entropy never repaired anything");
        ran(study, warnings, "siblings_max", 1, "No read ever found siblings");
        ran(study, warnings, "suspicions", 0, "No node was ever suspected");
        return warnings;
    }

    /** A store that answers few requests looks fast and fresh in all else. */
    private static void mostlyDone(Study study, List<String> warnings) {
        long failed = study.runs().stream()
                .filter(run -> run.values().entrySet().stream()
                        .anyMatch(value -> value.getKey().name().equals("done") && value.getValue() < HALF))
                .count();
        if (failed > 0) {
            warnings.add("In " + failed + " of " + study.runs().size()
                    + " runs fewer than half of the operations were done: "
                    + "their other figures speak of the few that were.");
        }
    }

    private static void ran(Study study, List<String> warnings, String metric, double above, String sentence) {
        boolean known = false;
        for (RunResult run : study.runs()) {
            for (Map.Entry<Metric, Double> value : run.values().entrySet()) {
                if (value.getKey().name().equals(metric)) {
                    known = true;
                    if (value.getValue() > above) {
                        return;
                    }
                }
            }
        }
        if (known) {
            warnings.add(sentence + " in this suite: it shows nothing about that mechanism.");
        }
    }

    /** What does not make a study void, but should be known. */
    static List<String> remarks(Study study) {
        Map<Object, Integer> seeds = new LinkedHashMap<>();
        study.runs().forEach(run -> seeds.merge(run.cell(), 1, Integer::sum));
        int fewest = seeds.values().stream().mapToInt(Integer::intValue).min().orElse(0);
        List<String> remarks = new ArrayList<>();
        if (fewest == 1) {
            remarks.add("One seed per cell: there are estimates, but no intervals and no verdicts.");
        } else if (fewest < FEW_SEEDS) {
            remarks.add("As few as " + fewest
                    + " seeds per cell: intervals are wide, and rest on the normal approximation more "
                    + "than they should; 20 to 30 are better.");
        }
        return remarks;
    }
}
