package dev.hearsay.gateway;

import dev.hearsay.api.plugin.Size;

/**
 * {@code hearsay.gateway}.
 *
 * @param listen host:port; empty if there is to be no gateway
 * @param maxInFlight requests to the cluster without an answer; one more is answered with 503 at once
 * @param maxConnections one more is closed at once
 * @param bodyMemory bytes of request bodies held at a time
 */
public record GatewaySettings(String listen, int maxInFlight, int maxConnections, Size bodyMemory) {
    public GatewaySettings {
        positive("max-in-flight", maxInFlight);
        positive("max-connections", maxConnections);
        positive("body-memory", bodyMemory.bytes());
    }

    private static void positive(String key, long number) {
        if (number < 1) {
            throw new IllegalArgumentException(key + " must be at least 1, not " + number);
        }
    }

    /** Whether there is to be one. */
    public boolean enabled() {
        return !listen.isEmpty();
    }
}
