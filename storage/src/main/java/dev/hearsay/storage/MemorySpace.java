package dev.hearsay.storage;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.Token;
import dev.hearsay.api.TokenRange;
import dev.hearsay.api.port.CellSpace;
import dev.hearsay.api.port.CellVisitor;
import java.util.Objects;

/**
 * One space: a table that finds cells by key, beside the keys in order for scans. A scan sees the space as it was when
 * the scan began, because a visitor that writes is a mistake and is stopped at once.
 */
final class MemorySpace implements CellSpace {
    private final CellTable table = new CellTable();
    private final KeyOrder order = new KeyOrder();
    private int scans;

    @Override
    public Cell get(Key key) {
        return table.get(key);
    }

    @Override
    public void put(Key key, Cell cell) {
        Objects.requireNonNull(cell);
        checkNotScanning();
        if (table.put(key, cell)) {
            order.add(key);
        }
    }

    @Override
    public void remove(Key key) {
        checkNotScanning();
        if (table.remove(key)) {
            order.remove(key);
        }
    }

    @Override
    public void scan(TokenRange range, CellVisitor visitor) {
        scans++;
        try {
            boolean wraps = range.start().compareTo(range.end()) >= 0;
            if (!wraps) {
                walk(order.after(range.start()), range.end(), visitor);
            } else if (walk(order.after(range.start()), null, visitor)) {
                walk(order.first(), range.end(), visitor);
            }
        } finally {
            scans--;
        }
    }

    /**
     * @param end the last token to visit; null for all that follow
     * @return false if the visitor ended the scan
     */
    private boolean walk(long from, Token end, CellVisitor visitor) {
        long place = from;
        for (Key key = order.at(place); key != null; key = order.at(place)) {
            if (end != null && key.token().compareTo(end) > 0) {
                return true;
            }
            if (!visitor.visit(key, table.get(key))) {
                return false;
            }
            place = order.next(place);
        }
        return true;
    }

    @Override
    public long size() {
        return table.size();
    }

    private void checkNotScanning() {
        if (scans > 0) {
            throw new IllegalStateException("a visitor must not write to the space that it visits");
        }
    }
}
