package dev.hearsay.api.port;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;

@FunctionalInterface
public interface CellVisitor {
    /** @return false to end the scan here */
    boolean visit(Key key, Cell cell);
}
