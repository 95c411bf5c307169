/**
 * Where cells rest: the storage engines that come with Hearsay.
 *
 * <p>{@code memory} keeps everything in the heap and nothing across a restart. It is the engine of the laboratory,
 * where a thousand nodes share one heap: it is built for few bytes per key first and for speed second.
 */
package dev.hearsay.storage;
