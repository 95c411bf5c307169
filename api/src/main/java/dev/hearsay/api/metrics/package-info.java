/** The names of what a node measures of itself while it runs; {@code docs/metrics.md} is the same list for people. */
package dev.hearsay.api.metrics;
