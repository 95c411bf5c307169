package dev.hearsay.node.wiring;

import dev.hearsay.api.plugin.Size;
import java.time.Duration;
import java.util.List;

/** {@code hearsay.coordinator}. */
public record CoordinatorSettings(
        Who who,
        List<Duration> retry,
        Duration maxTimeout,
        HedgeSettings hedge,
        int maxInFlight,
        Size maxInFlightBytes,
        Duration maxLateness,
        boolean returnSiblings,
        Duration linger,
        int maxMinted) {
    /** Which nodes coordinate. */
    public enum Who {
        OWNER,
        ANY
    }

    public CoordinatorSettings {
        retry = List.copyOf(retry);
        if (retry.size() > 30) {
            throw new IllegalArgumentException("retry must not have more than 30 times");
        }
        for (int i = 0; i < retry.size(); i++) {
            Checks.positive("retry", retry.get(i));
            if (i > 0 && retry.get(i).compareTo(retry.get(i - 1)) <= 0) {
                throw new IllegalArgumentException("retry must be a rising list of times since the beginning");
            }
        }
        Checks.positive("max-timeout", maxTimeout);
        Checks.positive("max-in-flight", maxInFlight);
        Checks.positive("max-in-flight-bytes", maxInFlightBytes.bytes());
        Checks.positive("max-lateness", maxLateness);
        Checks.positive("linger", linger);
        Checks.positive("max-minted", maxMinted);
    }

    CoordinatorSettings share(int lanes) {
        return new CoordinatorSettings(
                who,
                retry,
                maxTimeout,
                hedge,
                Math.max(1, maxInFlight / lanes),
                new Size(Math.max(1, maxInFlightBytes.bytes() / lanes)),
                maxLateness,
                returnSiblings,
                linger,
                Math.max(1, maxMinted / lanes));
    }
}
