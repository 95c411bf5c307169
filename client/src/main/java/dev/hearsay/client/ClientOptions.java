package dev.hearsay.client;

import java.time.Duration;

/**
 * How a client behaves.
 *
 * @param number tells this client from all others; request ids begin with it
 * @param timeout after this without an answer the client gives up: the outcome is unknown
 * @param balancerHop time a request spends on the way to whoever picks its coordinator; zero if the client picks itself
 * @param maxInFlight requests without an answer; one more is refused at once
 */
public record ClientOptions(int number, Duration timeout, Duration balancerHop, int maxInFlight) {
    public ClientOptions {
        if (number < 0 || number >= 1 << 22) {
            throw new IllegalArgumentException("a client's number must be between 0 and 4194303, not " + number);
        }
    }

    public static ClientOptions of(int number) {
        return new ClientOptions(number, Duration.ofSeconds(2), Duration.ZERO, 10_000);
    }
}
