/** Cells on disk in pure Java, with H2's MVStore: one file for a node, a B-tree for each space, one commit for many writes. */
package dev.hearsay.storage.mv;
