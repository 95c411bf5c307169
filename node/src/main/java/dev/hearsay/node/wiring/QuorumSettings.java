package dev.hearsay.node.wiring;

import dev.hearsay.api.request.Durability;
import java.time.Duration;

/** {@code hearsay.quorum}: the defaults of every request. */
public record QuorumSettings(
        String use, int n, int r, int w, Duration timeout, Durability durability, ReadRepair readRepair) {
    /** What a read does about replicas that returned less than others. */
    public enum ReadRepair {
        NONE,
        ASYNC,
        BLOCKING
    }

    public QuorumSettings {
        if (n < 1 || n > 64) {
            throw new IllegalArgumentException("n must be between 1 and 64, not " + n);
        }
        if (r < 1 || r > n) {
            throw new IllegalArgumentException("r must be between 1 and n = " + n + ", not " + r);
        }
        if (w < 1 || w > n) {
            throw new IllegalArgumentException("w must be between 1 and n = " + n + ", not " + w);
        }
        Checks.positive("timeout", timeout);
    }
}
