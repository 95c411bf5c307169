/**
 * Where cells rest: the storage engines that come with Hearsay.
 *
 * <p>{@code memory} keeps everything in the heap and nothing across a restart. It is the engine of the laboratory,
 * where a thousand nodes share one heap: it is built for few bytes per key first and for speed second. {@code rocksdb} and
 * {@code mvstore} keep it on disk; what the two have in common is in {@link dev.hearsay.storage.disk}.
 */
package dev.hearsay.storage;
