package dev.hearsay.observer.suite;

import java.time.Duration;

/**
 * The cluster of one design, and how clients reach it.
 *
 * @param nodes how many
 * @param n short for {@code hearsay.quorum.n}; 0 if it is set there, or left at its default
 * @param r likewise
 * @param w likewise
 * @param route who is asked to coordinate
 * @param clientTimeout when a client gives up
 * @param balancerHop time a request spends before its coordinator is picked
 */
public record ClusterSettings(
        int nodes, int n, int r, int w, Route route, Duration clientTimeout, Duration balancerHop) {
    /** Which nodes are asked to coordinate a request. */
    public enum Route {
        /** One of the first N of the key's preference list, up or not. */
        OWNER,
        /** One of these that is up: the balancer knows. */
        LIVE_OWNER,
        /** Any node that is up. */
        ANY,
        /** A node that is up and keeps no copy of the key. */
        NON_OWNER
    }

    public ClusterSettings {
        if (nodes < 1) {
            throw new IllegalArgumentException("nodes must be at least 1, not " + nodes);
        }
        if (n < 0 || r < 0 || w < 0) {
            throw new IllegalArgumentException("n, r and w must not be negative");
        }
        if (clientTimeout.isNegative() || clientTimeout.isZero()) {
            throw new IllegalArgumentException("client-timeout must be longer than nothing");
        }
        if (balancerHop.isNegative()) {
            throw new IllegalArgumentException("balancer-hop must not be negative");
        }
    }
}
