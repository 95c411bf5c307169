package dev.hearsay.observer.suite;

import com.typesafe.config.Config;

/**
 * One entry of {@code suite.variants}.
 *
 * @param hearsay what this design sets differently
 * @param cluster likewise
 * @param facts further columns of the results
 */
record VariantSettings(Config hearsay, Config cluster, Config facts) {}
