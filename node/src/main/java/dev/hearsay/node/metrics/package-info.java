/** What a node that runs in earnest counts of itself, for whoever reads a Micrometer registry. */
package dev.hearsay.node.metrics;
