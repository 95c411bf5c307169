package dev.hearsay.observer.suite;

import com.typesafe.config.Config;

/**
 * One design under comparison.
 *
 * @param name as in the results
 * @param cluster its nodes and how clients reach them
 * @param overrides what differs from the defaults, all under {@code hearsay}
 */
public record Design(String name, ClusterSettings cluster, Config overrides) {}
