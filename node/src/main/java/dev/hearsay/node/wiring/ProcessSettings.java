package dev.hearsay.node.wiring;

import java.time.Duration;
import java.util.List;

/** {@code hearsay.node}: a node that is a process of its own. */
public record ProcessSettings(
        String name,
        String cluster,
        String listen,
        String advertise,
        List<String> seeds,
        String data,
        Duration drain,
        int lanes) {
    private static final int MOST_LANES = 64;

    public ProcessSettings {
        if (cluster.isBlank()) {
            throw new IllegalArgumentException("cluster must have a name");
        }
        if (drain.isNegative()) {
            throw new IllegalArgumentException("drain must not be negative");
        }
        if (lanes < 1 || lanes > MOST_LANES) {
            throw new IllegalArgumentException("lanes must be between 1 and " + MOST_LANES + ", not " + lanes);
        }
        seeds = List.copyOf(seeds);
    }
}
