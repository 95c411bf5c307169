/**
 * What engines on disk have in common: how a key and its cell are stored, what becomes of a damaged one, how one sync serves many who wait,
 * and that a disk which failed once is not trusted again.
 */
package dev.hearsay.storage.disk;
