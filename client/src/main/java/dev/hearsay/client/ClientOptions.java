package dev.hearsay.client;

import java.time.Duration;

/**
 * How a client behaves.
 *
 * @param firstId the ids of this client's requests count up from it; no other client's may come near
 * @param timeout after this without an answer the client gives up: the outcome is unknown
 * @param balancerHop time a request spends on the way to whoever picks its coordinator; zero if the client picks itself
 * @param maxInFlight requests without an answer; one more is refused at once
 */
public record ClientOptions(long firstId, Duration timeout, Duration balancerHop, int maxInFlight) {
    private static final int SEQUENCE_BITS = 40;
    private static final int MOST_CLIENTS = 1 << 22;

    /** The first id of one of many clients that are numbered, so that the same client asks the same under the same ids. */
    public static long idsOf(int number) {
        if (number < 0 || number >= MOST_CLIENTS) {
            throw new IllegalArgumentException("a client's number must be between 0 and 4194303, not " + number);
        }
        return (number + 1L << SEQUENCE_BITS) + 1;
    }

    public static ClientOptions of(long firstId) {
        return new ClientOptions(firstId, Duration.ofSeconds(2), Duration.ZERO, 10_000);
    }
}
