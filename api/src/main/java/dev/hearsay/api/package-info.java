/**
 * The values that every part of Hearsay speaks of: keys and their places on the ring, cells and contexts, members and
 * topologies. All are immutable and safe to share between lanes.
 *
 * <p>Three kinds of contract are built on them. {@link dev.hearsay.api.rule Rules} are pure functions,
 * {@link dev.hearsay.api.protocol protocols} are conversations that live on one lane, {@link dev.hearsay.api.port ports}
 * touch the world. {@link dev.hearsay.api.plugin} says how an implementation is found, named and configured.
 */
package dev.hearsay.api;
