/** Cells on disk, with RocksDB: one database for a node, keys in the order of their tokens, one sync for many writes. */
package dev.hearsay.storage.rocks;
