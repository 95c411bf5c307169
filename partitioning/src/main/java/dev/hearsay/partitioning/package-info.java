/**
 * Who keeps which keys: the partitioners that come with Hearsay.
 *
 * <p>{@code token-ring} gives every member many random places on the ring; {@code mod-360} gives it one place out of
 * 360, from its name. Both place by the same walk over claimed places, {@link dev.hearsay.partitioning.RingWalk}; they
 * differ only in where the places come from.
 */
package dev.hearsay.partitioning;
