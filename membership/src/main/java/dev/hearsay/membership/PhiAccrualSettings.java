package dev.hearsay.membership;

import java.time.Duration;

/** {@code hearsay.detector.phi-accrual}. */
record PhiAccrualSettings(
        double threshold,
        PhiFormula formula,
        int window,
        Duration expectedInterval,
        Duration minDeviation,
        Duration acceptablePause) {
    PhiAccrualSettings {
        if (!(threshold > 0)) {
            throw new IllegalArgumentException("threshold must be above 0, not " + threshold);
        }
        if (window < 2) {
            throw new IllegalArgumentException("window must be at least 2, not " + window);
        }
        if (expectedInterval.isZero() || expectedInterval.isNegative()) {
            throw new IllegalArgumentException("expected-interval must be longer than nothing");
        }
        if (minDeviation.isNegative() || acceptablePause.isNegative()) {
            throw new IllegalArgumentException("min-deviation and acceptable-pause must not be negative");
        }
    }
}
