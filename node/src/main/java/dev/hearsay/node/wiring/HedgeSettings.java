package dev.hearsay.node.wiring;

import java.time.Duration;

/** {@code hearsay.coordinator.hedge}. */
public record HedgeSettings(Ask ask, Duration after, double budget) {
    /** Whom a read asks at first. */
    public enum Ask {
        ALL,
        QUORUM
    }

    public HedgeSettings {
        Checks.positive("after", after);
        if (!(budget >= 0 && budget <= 1)) {
            throw new IllegalArgumentException("budget must be between 0 and 1, not " + budget);
        }
    }
}
