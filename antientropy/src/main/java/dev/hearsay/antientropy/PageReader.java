package dev.hearsay.antientropy;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.port.CellVisitor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads one page of items from a scan: so many of these leaves, beginning after a key. */
final class PageReader implements CellVisitor {
    private final Comparator<Key> order;
    private final Leaves leaves;
    private final Optional<Key> after;
    private final int limit;
    private final List<Item> items = new ArrayList<>();
    private boolean more;

    PageReader(Comparator<Key> order, Pass pass, int limit) {
        this.order = order;
        this.leaves = pass.leaves;
        this.after = pass.after;
        this.limit = limit;
    }

    @Override
    public boolean visit(Key key, Cell cell) {
        if (cell.isEmpty()
                || !leaves.contain(key.token())
                || after.isPresent() && order.compare(key, after.get()) <= 0) {
            return true;
        }
        if (items.size() == limit) {
            more = true;
            return false;
        }
        items.add(Item.held(key, cell.digest()));
        return true;
    }

    List<Item> items() {
        return items;
    }

    /** Whether the page reaches the end of the partition. */
    boolean last() {
        return !more;
    }
}
