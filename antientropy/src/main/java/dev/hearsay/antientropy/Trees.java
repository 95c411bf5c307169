package dev.hearsay.antientropy;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import java.util.function.IntPredicate;

/**
 * The trees of the partitions that somebody compared so far. A tree is made by one scan, on the first need; from then on every
 * write keeps it up to date. Where none was made yet a write costs nothing, because the scan will see it.
 *
 * <p>A table with open addressing, because a lookup on the path of every write must not box its key; sized by the partitions in
 * use, which are few, and not by those of the ring, which are many.
 */
final class Trees {
    private static final int LEAST_SLOTS = 8;

    private int[] partitions = new int[LEAST_SLOTS];
    private LeafSums[] trees = new LeafSums[LEAST_SLOTS];
    private int size;

    void stored(int partition, Key key, Cell before, Cell after) {
        LeafSums tree = trees[slot(partition)];
        if (tree != null) {
            tree.replace(key, before, after);
        }
    }

    /** The tree of a partition, or null. */
    LeafSums get(int partition) {
        return trees[slot(partition)];
    }

    void put(int partition, LeafSums tree) {
        int slot = slot(partition);
        if (trees[slot] == null && 2 * ++size > trees.length) {
            grow();
            slot = slot(partition);
        }
        partitions[slot] = partition;
        trees[slot] = tree;
    }

    /** Keeps the trees of these partitions only. */
    void retain(IntPredicate kept) {
        int[] oldPartitions = partitions;
        LeafSums[] oldTrees = trees;
        partitions = new int[LEAST_SLOTS];
        trees = new LeafSums[LEAST_SLOTS];
        size = 0;
        for (int i = 0; i < oldTrees.length; i++) {
            if (oldTrees[i] != null && kept.test(oldPartitions[i])) {
                put(oldPartitions[i], oldTrees[i]);
            }
        }
    }

    void forget(int partition) {
        if (get(partition) != null) {
            retain(other -> other != partition);
        }
    }

    private void grow() {
        int[] oldPartitions = partitions;
        LeafSums[] oldTrees = trees;
        partitions = new int[2 * oldTrees.length];
        trees = new LeafSums[2 * oldTrees.length];
        for (int i = 0; i < oldTrees.length; i++) {
            if (oldTrees[i] != null) {
                int slot = slot(oldPartitions[i]);
                partitions[slot] = oldPartitions[i];
                trees[slot] = oldTrees[i];
            }
        }
    }

    private int slot(int partition) {
        int mask = trees.length - 1;
        int slot = (partition * 0x9E3779B9 >>> 8) & mask;
        while (trees[slot] != null && partitions[slot] != partition) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
