package dev.hearsay.antientropy;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.port.CellVisitor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Merges a peer's page with a scan of ours. Both come in the order of the partition, so that neither list is ever held whole.
 *
 * <p>If only we hold very many keys between two of the page, the answer stops at its limit and says how far it came; the peer's
 * next page begins there.
 */
final class PageMerge implements CellVisitor {
    private final Comparator<Key> order;
    private final Message.Page page;
    private final int limit;
    private final int[] differing;
    private final List<Key> others = new ArrayList<>();
    private int differingCount;
    private int next;
    private Key compared;
    private boolean full;

    PageMerge(Comparator<Key> order, Message.Page page, int limit) {
        this.order = order;
        this.page = page;
        this.limit = limit;
        this.differing = new int[page.items().size()];
    }

    @Override
    public boolean visit(Key key, Cell cell) {
        if (cell.isEmpty() || !page.leaves().contain(key.token())) {
            return true;
        }
        if (page.after().isPresent() && order.compare(key, page.after().get()) <= 0) {
            return true;
        }
        List<Item> items = page.items();
        while (next < items.size() && order.compare(items.get(next).key(), key) < 0) {
            oursLacks();
        }
        if (next < items.size() && items.get(next).key().equals(key)) {
            if (items.get(next).digest() != cell.digest()) {
                differing[differingCount++] = next;
            }
            compared = key;
            next++;
            return true;
        }
        if (next == items.size() && !page.last()) {
            return false;
        }
        if (others.size() == limit) {
            full = true;
            return false;
        }
        others.add(key);
        compared = key;
        return true;
    }

    private void oursLacks() {
        compared = page.items().get(next).key();
        differing[differingCount++] = next++;
    }

    /** Call once the scan has ended. */
    Message.Found answer() {
        while (!full && next < page.items().size()) {
            oursLacks();
        }
        return new Message.Found(
                page.head().pass(),
                page.head().step(),
                Numbers.of(differing, differingCount),
                others,
                full ? Optional.of(compared) : Optional.empty());
    }
}
