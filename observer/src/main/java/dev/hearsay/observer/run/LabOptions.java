package dev.hearsay.observer.run;

import dev.hearsay.observer.suite.RunPlan;
import dev.hearsay.observer.suite.Suite;

/**
 * How a suite is to be run; what its results are does not depend on {@code threads}.
 *
 * @param threads how many runs at a time
 * @param seeds runs per cell; 0 for the suite's own number
 * @param baseSeed the first seed; negative for the suite's own
 */
public record LabOptions(int threads, int seeds, long baseSeed) {
    public LabOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, not " + threads);
        }
        if (seeds < 0) {
            throw new IllegalArgumentException("seeds must be at least 1, not " + seeds);
        }
    }

    /** All cores, and what the suite says. */
    public static LabOptions defaults() {
        return new LabOptions(Runtime.getRuntime().availableProcessors(), 0, -1);
    }

    /** What will be run of the suite. */
    public RunPlan plan(Suite suite) {
        return RunPlan.of(suite, seeds == 0 ? suite.seeds() : seeds, baseSeed < 0 ? suite.baseSeed() : baseSeed);
    }
}
