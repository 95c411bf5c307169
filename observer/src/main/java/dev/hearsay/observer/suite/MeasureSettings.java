package dev.hearsay.observer.suite;

import java.time.Duration;
import java.util.List;

/**
 * What to measure of every run.
 *
 * @param warmUp operations due before this are carried out but not counted
 * @param windows whether to follow every change of every replica, for the inconsistency windows
 * @param sampleEvery how often replicas are compared while the cluster settles
 * @param primary the metrics that the verdict is about, declared before the run; the laboratory's own choice if empty
 */
public record MeasureSettings(Duration warmUp, boolean windows, Duration sampleEvery, List<String> primary) {
    public MeasureSettings {
        primary = List.copyOf(primary);
        if (warmUp.isNegative()) {
            throw new IllegalArgumentException("warm-up must not be negative");
        }
        if (sampleEvery.isNegative() || sampleEvery.isZero()) {
            throw new IllegalArgumentException("sample-every must be longer than nothing");
        }
    }
}
