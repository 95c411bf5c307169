package dev.hearsay.api.port;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;

@FunctionalInterface
public interface CellVisitor {
    /** @return false to end the scan here */
    boolean visit(Key key, Cell cell);

    /** There is a key here of which {@link CellSpace#get} could not say what it holds. The scan goes on. */
    default void damaged(Key key) {}
}
