package dev.hearsay.antientropy;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.Token;

/**
 * The hash tree of one partition, kept up to date by every write.
 *
 * <p><b>Why only the leaves.</b> A sum of sums is the sum: an inner node is the sum of the leaves below it, so it need not be
 * kept. Kept are the root, which every comparison asks for, and the leaves that hold something, in a table with open addressing
 * from leaf number to sum. A write touches two sums instead of D + 1, and a partition of a few keys takes a few hundred bytes
 * instead of b<sup>D</sup> · 16; a cluster of a thousand simulated nodes has hundreds of thousands of such partitions. Inner
 * nodes are summed up in one walk over the table when a comparison asks for them, which only one that found a difference does.
 *
 * <p>A slot takes 20 bytes; the table is laid out at most three eighths full and again when three quarters are used: about 35 bytes per
 * leaf that holds something, and 96 for a partition of three keys or none.
 *
 * <p><b>Invariants.</b> The root is the sum of the leaves. A slot is free exactly if its number is 0. A leaf whose items are all
 * gone stays with the sum zero, which means the same as not being there, until the table is next laid out.
 */
final class LeafSums {
    private static final int LEAST_SLOTS = 4;

    private final Shape shape;
    /** Leaf number plus one; 0 is free. */
    private int[] leaves = new int[LEAST_SLOTS];
    /** The root, then the sums of the slots; two words each. */
    private long[] sums = new long[2 + 2 * LEAST_SLOTS];

    private int used;

    LeafSums(Shape shape) {
        this.shape = shape;
    }

    /** A cell changed. Constant time; allocates only when a leaf is used that never was. */
    void replace(Key key, Cell before, Cell after) {
        if (!before.isEmpty()) {
            subtract(key.token(), before.digest());
        }
        if (!after.isEmpty()) {
            add(key.token(), after.digest());
        }
    }

    void add(Token token, long digest) {
        int at = at(Shape.leafOf(token, shape.leafBits()));
        long high = high(token, digest);
        long low = low(token, digest);
        shape.combine().add(sums, 0, high, low);
        shape.combine().add(sums, at, high, low);
    }

    private void subtract(Token token, long digest) {
        int at = at(Shape.leafOf(token, shape.leafBits()));
        long high = high(token, digest);
        long low = low(token, digest);
        shape.combine().subtract(sums, 0, high, low);
        shape.combine().subtract(sums, at, high, low);
    }

    Sums root() {
        return new Sums(new long[] {sums[0], sums[1]});
    }

    /** The sums of the children of these nodes of a level, in order: {@code fanout} for each node. */
    Sums children(int level, Numbers nodes) {
        long[] children = new long[2 * nodes.size() * shape.fanout()];
        for (int slot = 0; slot < leaves.length; slot++) {
            int leaf = leaves[slot] - 1;
            int parent = leaf < 0 ? -1 : nodes.indexOf(shape.above(leaf, level));
            if (parent >= 0) {
                int child = shape.above(leaf, level + 1) & shape.fanout() - 1;
                int at = 2 * (parent * shape.fanout() + child);
                shape.combine().add(children, at, sums[2 + 2 * slot], sums[3 + 2 * slot]);
            }
        }
        return new Sums(children);
    }

    /** Bytes that the table takes, without the headers of its arrays. */
    long tableBytes() {
        return (long) leaves.length * Integer.BYTES + (long) sums.length * Long.BYTES;
    }

    /** Where the sum of a leaf stands; finds room for it if it has none. */
    private int at(int leaf) {
        int slot = slot(leaves, leaf);
        if (leaves[slot] == 0) {
            if (4 * (used + 1) > 3 * leaves.length) {
                layOut();
                slot = slot(leaves, leaf);
            }
            leaves[slot] = leaf + 1;
            used++;
        }
        return 2 + 2 * slot;
    }

    private static int slot(int[] leaves, int leaf) {
        int mask = leaves.length - 1;
        int slot = (leaf * 0x9E3779B9 >>> 8) & mask;
        while (leaves[slot] != 0 && leaves[slot] != leaf + 1) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** Lays the table out anew, without the leaves that became empty, at most three eighths full. */
    private void layOut() {
        int live = 0;
        for (int slot = 0; slot < leaves.length; slot++) {
            live += (sums[2 + 2 * slot] | sums[3 + 2 * slot]) == 0 ? 0 : 1;
        }
        int slots = LEAST_SLOTS;
        while (8 * live > 3 * slots) {
            slots *= 2;
        }
        int[] oldLeaves = leaves;
        long[] oldSums = sums;
        leaves = new int[slots];
        sums = new long[2 + 2 * slots];
        sums[0] = oldSums[0];
        sums[1] = oldSums[1];
        used = live;
        for (int old = 0; old < oldLeaves.length; old++) {
            if ((oldSums[2 + 2 * old] | oldSums[3 + 2 * old]) != 0) {
                int slot = slot(leaves, oldLeaves[old] - 1);
                leaves[slot] = oldLeaves[old];
                sums[2 + 2 * slot] = oldSums[2 + 2 * old];
                sums[3 + 2 * slot] = oldSums[3 + 2 * old];
            }
        }
    }

    /** An item's upper half. The halves are two independent hashes of (token, digest). */
    private static long high(Token token, long digest) {
        return mix(token.low() ^ mix(token.high() ^ mix(digest + 0x9E3779B97F4A7C15L)));
    }

    private static long low(Token token, long digest) {
        return mix(token.high() + mix(token.low() + mix(digest ^ 0xD1B54A32D192ED03L)));
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): every input bit reaches every output bit. */
    private static long mix(long bits) {
        long mixed = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
