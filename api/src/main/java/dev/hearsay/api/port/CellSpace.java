package dev.hearsay.api.port;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.TokenRange;

/**
 * One ordered map from keys to cells inside a storage engine. Used from one lane.
 *
 * <p><b>Damage.</b> A cell that cannot be read (its checksum is wrong, it does not decode, the disk says so) is never taken for an empty one. The
 * engine sets it aside, counts it, and writes down that the key is damaged: from then on {@link #get} throws {@link DamagedCell}, also in
 * the next process and also when something was put since, until {@link #restored} or {@link #remove} is called. A {@link #put} to such a
 * key is kept, and survives what others survive.
 */
public interface CellSpace {
    /**
     * The cell, or null. Sees every earlier {@link #put}, synced or not.
     *
     * @throws DamagedCell if what the key held was damaged, and was not {@linkplain #restored restored} since
     * @throws StorageException if the disk cannot be read now
     */
    Cell get(Key key);

    /** @throws StorageException if the disk did not take it: the key holds what it held */
    void put(Key key, Cell cell);

    /** Also ends that a key is damaged: nothing is wanted of it any more. */
    void remove(Key key);

    /**
     * Visits the keys of a range in (token, key) order, clockwise from the range's start. The visitor may read this space but
     * must not write to it. Damaged keys are stepped over; the visitor is {@linkplain CellVisitor#damaged told} of those that are known.
     *
     * @throws StorageException if something else than damage keeps it from being read; the scan is to be repeated
     */
    void scan(TokenRange range, CellVisitor visitor);

    /**
     * What is held of a damaged key now, or that nothing is, is as good as whatever was lost: somebody who had it all was asked. An engine that
     * never finds damage has nothing to do.
     */
    default void restored(Key key) {}

    /** How many keys it holds. */
    long size();
}
