package dev.hearsay.observer.suite;

import java.time.Duration;
import java.util.List;

/**
 * What to look at besides the operations.
 *
 * @param sampleEvery how often replicas are compared while the cluster settles
 * @param primary the metrics that the verdict is about, declared before the run; the laboratory's own choice if empty
 */
public record MeasureSettings(Duration sampleEvery, List<String> primary) {
    public MeasureSettings {
        primary = List.copyOf(primary);
        if (sampleEvery.isNegative() || sampleEvery.isZero()) {
            throw new IllegalArgumentException("sample-every must be longer than nothing");
        }
    }
}
