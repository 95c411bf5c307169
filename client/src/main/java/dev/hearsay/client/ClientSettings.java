package dev.hearsay.client;

import dev.hearsay.api.Address;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;

/**
 * How a {@link HearsayClient} behaves.
 *
 * @param cluster its name; nodes of another refuse to speak with the client
 * @param seeds members to begin with; the others are learnt from them
 * @param timeout when a request that says nothing else is given up. Shorter than the cluster's own, it makes outcomes unknown that the
 *     cluster would still have told
 * @param refresh how often somebody is asked whether the ring has changed; an answer that shows that it has makes it at once
 * @param maxInFlight requests without an outcome; one more is refused at once
 * @param maxAttempts how often a request is sent at most, 1 to 8: a read to another node if one does not answer, a write only if it was
 *     refused
 * @param meters where the meters {@code hearsay.client.*} are kept; null for none
 */
public record ClientSettings(
        String cluster,
        List<Address> seeds,
        Duration timeout,
        Duration refresh,
        int maxInFlight,
        int maxAttempts,
        MeterRegistry meters) {
    /** Ids that one request has for its attempts. */
    static final int MOST_ATTEMPTS = 8;

    /** @throws IllegalArgumentException with a sentence */
    public ClientSettings {
        seeds = List.copyOf(seeds);
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("a client needs at least one node to ask");
        }
        check(!cluster.isBlank(), "the cluster must have a name");
        check(timeout.toNanos() > 0, "timeout must be longer than nothing");
        check(refresh.toNanos() > 0, "refresh must be longer than nothing");
        check(maxInFlight > 0, "max-in-flight must be at least 1, not " + maxInFlight);
        check(
                maxAttempts > 0 && maxAttempts <= MOST_ATTEMPTS,
                "max-attempts must be between 1 and " + MOST_ATTEMPTS + ", not " + maxAttempts);
    }

    private static void check(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }

    /** Two seconds, a look at the ring every ten, 10,000 requests in flight, four attempts, no meters. */
    public static ClientSettings of(String cluster, List<Address> seeds) {
        return new ClientSettings(cluster, seeds, Duration.ofSeconds(2), Duration.ofSeconds(10), 10_000, 4, null);
    }

    public ClientSettings withTimeout(Duration time) {
        return new ClientSettings(cluster, seeds, time, refresh, maxInFlight, maxAttempts, meters);
    }

    public ClientSettings withRefresh(Duration interval) {
        return new ClientSettings(cluster, seeds, timeout, interval, maxInFlight, maxAttempts, meters);
    }

    public ClientSettings withMaxInFlight(int requests) {
        return new ClientSettings(cluster, seeds, timeout, refresh, requests, maxAttempts, meters);
    }

    public ClientSettings withMaxAttempts(int attempts) {
        return new ClientSettings(cluster, seeds, timeout, refresh, maxInFlight, attempts, meters);
    }

    public ClientSettings withMeters(MeterRegistry registry) {
        return new ClientSettings(cluster, seeds, timeout, refresh, maxInFlight, maxAttempts, registry);
    }
}
