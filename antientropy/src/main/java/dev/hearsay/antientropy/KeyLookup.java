package dev.hearsay.antientropy;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.port.CellVisitor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds what we hold of some keys, in one scan. The keys are in the order of the partition. */
final class KeyLookup implements CellVisitor {
    private final Comparator<Key> order;
    private final List<Key> keys;
    private final List<Item> items = new ArrayList<>();

    KeyLookup(Comparator<Key> order, List<Key> keys) {
        this.order = order;
        this.keys = keys;
    }

    @Override
    public boolean visit(Key key, Cell cell) {
        while (items.size() < keys.size() && order.compare(keys.get(items.size()), key) < 0) {
            items.add(Item.missing(keys.get(items.size())));
        }
        if (items.size() < keys.size() && keys.get(items.size()).equals(key)) {
            items.add(cell.isEmpty() ? Item.missing(key) : Item.held(key, cell.digest()));
        }
        return items.size() < keys.size();
    }

    /** One item per key, in their order. Call once the scan has ended. */
    List<Item> items() {
        while (items.size() < keys.size()) {
            items.add(Item.missing(keys.get(items.size())));
        }
        return items;
    }
}
