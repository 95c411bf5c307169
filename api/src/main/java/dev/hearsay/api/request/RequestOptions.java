package dev.hearsay.api.request;

import java.time.Duration;

/**
 * What one request asks for in place of the configured defaults.
 *
 * @param n how many copies it concerns; 0 for the default; never above it
 * @param r replicas that must answer a read; 0 for the default
 * @param w replicas that must store a write; 0 for the default
 * @param timeoutNanos after this the coordinator gives up; 0 for the default
 * @param durability null for the default
 */
public record RequestOptions(int n, int r, int w, long timeoutNanos, Durability durability) {
    public static final RequestOptions DEFAULTS = new RequestOptions(0, 0, 0, 0, null);

    public RequestOptions {
        if (n < 0 || r < 0 || w < 0 || timeoutNanos < 0) {
            throw new IllegalArgumentException("n, r, w and timeout must not be negative");
        }
    }

    /** With so many copies; 0 for the default. */
    public RequestOptions withN(int copies) {
        return new RequestOptions(copies, r, w, timeoutNanos, durability);
    }

    /** With so many replicas that must answer a read; 0 for the default. */
    public RequestOptions withR(int replicas) {
        return new RequestOptions(n, replicas, w, timeoutNanos, durability);
    }

    /** With so many replicas that must store a write; 0 for the default. */
    public RequestOptions withW(int replicas) {
        return new RequestOptions(n, r, replicas, timeoutNanos, durability);
    }

    /** With a time after which the outcome is unknown; zero for the default. */
    public RequestOptions withTimeout(Duration timeout) {
        return new RequestOptions(n, r, w, timeout.toNanos(), durability);
    }

    /** With what an acknowledgement of a write means; null for the default. */
    public RequestOptions withDurability(Durability promised) {
        return new RequestOptions(n, r, w, timeoutNanos, promised);
    }

    public static RequestOptions quorum(int n, int r, int w) {
        return new RequestOptions(n, r, w, 0, null);
    }
}
