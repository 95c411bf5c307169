package dev.hearsay.node.wiring;

import java.time.Duration;

/** {@code hearsay.detector}, apart from the strategy's own section. */
public record DetectorSettings(String use, Duration judgeEvery) {
    public DetectorSettings {
        Checks.positive("judge-every", judgeEvery);
    }
}
