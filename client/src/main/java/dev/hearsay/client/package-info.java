/**
 * The Java client: gets, puts and deletes with contexts, and the three outcomes they can have. It needs the contracts and a
 * transport, not the node.
 */
package dev.hearsay.client;
