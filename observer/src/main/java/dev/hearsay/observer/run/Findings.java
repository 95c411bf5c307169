package dev.hearsay.observer.run;

import dev.hearsay.observer.RunResult;
import java.util.List;

/**
 * What a suite's runs yielded.
 *
 * @param results in the order of the plan; complete unless cancelled
 * @param complete whether every run of the plan was done
 * @param threads how many runs there were at a time
 * @param wallSeconds from the first run's beginning to the last one's end
 * @param busySeconds the time of all runs together
 */
public record Findings(List<RunResult> results, boolean complete, int threads, double wallSeconds, double busySeconds) {
    public Findings {
        results = List.copyOf(results);
    }

    /** Simulated events, all runs together. */
    public long events() {
        return results.stream().mapToLong(RunResult::events).sum();
    }

    /** How fast one core simulates, while it does nothing else. */
    public double eventsPerSecondPerCore() {
        return busySeconds == 0 ? 0 : events() / busySeconds;
    }
}
