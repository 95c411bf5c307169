package dev.hearsay.observer.suite;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Optional;

/** The section {@code suite}, as {@code lab-reference.conf} documents it. */
record SuiteSettings(
        String name,
        String description,
        int seeds,
        long baseSeed,
        Optional<String> baseline,
        Config cluster,
        Duration settle,
        MeasureSettings measure,
        Optional<Config> variants,
        Optional<Config> matrix,
        Optional<Config> workloads,
        Optional<Config> conditions,
        Optional<GridSettings> grid) {
    SuiteSettings {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException(
                    "name must be letters, digits, dots and hyphens, for it names a folder, not \"" + name + "\"");
        }
        if (seeds < 1) {
            throw new IllegalArgumentException("seeds must be at least 1, not " + seeds);
        }
        if (settle.isNegative()) {
            throw new IllegalArgumentException("settle must not be negative");
        }
    }
}
