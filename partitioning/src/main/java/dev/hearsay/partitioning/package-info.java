/** Hearsay's partitioning: who keeps which keys. */
package dev.hearsay.partitioning;
