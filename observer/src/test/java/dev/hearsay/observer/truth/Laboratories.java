package dev.hearsay.observer.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.observer.Metric;
import dev.hearsay.observer.RunResult;
import dev.hearsay.observer.run.Findings;
import dev.hearsay.observer.run.LabOptions;
import dev.hearsay.observer.run.Laboratory;
import dev.hearsay.observer.run.Progress;
import dev.hearsay.observer.run.Recording;
import dev.hearsay.observer.suite.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Suites, run as a user runs them. */
final class Laboratories {
    private Laboratories() {}

    /** The results by variant and condition, such as {@code blind/drops}; those of a cell by seed. */
    static Map<String, List<RunResult>> run(Path folder, String text) throws IOException, InterruptedException {
        Suite suite = Suite.load(Files.writeString(folder.resolve("suite.conf"), text));
        Laboratory laboratory = new Laboratory(Laboratories.class.getClassLoader());
        Findings findings = laboratory.run(suite, new LabOptions(2, 0, -1), Progress.NONE, Recording.NONE);
        assertThat(findings.complete()).isTrue();
        return findings.results().stream()
                .collect(Collectors.groupingBy(
                        result -> result.cell().variant() + "/" + result.cell().condition()));
    }

    static double sum(List<RunResult> results, Metric metric) {
        return results.stream()
                .mapToDouble(result -> result.values().get(metric))
                .sum();
    }

    static double mean(List<RunResult> results, Metric metric) {
        return sum(results, metric) / results.size();
    }
}
