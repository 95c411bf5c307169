package dev.hearsay.api.port;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.TokenRange;

/** One ordered map from keys to cells inside a storage engine. Used from one lane. */
public interface CellSpace {
    /** The cell, or null. Sees every earlier {@link #put}, synced or not. */
    Cell get(Key key);

    void put(Key key, Cell cell);

    void remove(Key key);

    /**
     * Visits the keys of a range in (token, key) order, clockwise from the range's start. The visitor may read this space but
     * must not write to it.
     */
    void scan(TokenRange range, CellVisitor visitor);

    /** How many keys it holds. */
    long size();
}
