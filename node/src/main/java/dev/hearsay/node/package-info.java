/** Hearsay's node: the node. */
package dev.hearsay.node;
