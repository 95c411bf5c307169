package dev.hearsay.node.wiring;

import java.time.Duration;
import java.util.List;

/** {@code hearsay.node}: a node that is a process of its own. */
public record ProcessSettings(
        String name, String cluster, String listen, String advertise, List<String> seeds, String data, Duration drain) {
    public ProcessSettings {
        if (cluster.isBlank()) {
            throw new IllegalArgumentException("cluster must have a name");
        }
        if (drain.isNegative()) {
            throw new IllegalArgumentException("drain must not be negative");
        }
        seeds = List.copyOf(seeds);
    }
}
