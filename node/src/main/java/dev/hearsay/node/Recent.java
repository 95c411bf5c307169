package dev.hearsay.node;

import dev.hearsay.api.Address;
import java.util.Arrays;
import org.agrona.collections.LongHashSet;

/**
 * The writes that were asked for last. A network may bring one twice, and to carry out a write twice is to write twice: the second has a dot
 * of its own, which nobody who replaced the first has seen, and a value that was replaced would be back.
 *
 * <p>It remembers {@value #MOST}; a double that takes longer than so many others is not recognized.
 */
final class Recent {
    private static final int MOST = 4096;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final LongHashSet known = new LongHashSet();
    /** The names in the order of their coming; a ring once it has its full length. */
    private long[] inOrder = new long[64];

    private int next;
    private boolean full;

    /** Whether the request is new; from now on it is not. */
    boolean isNew(Address from, long request) {
        // Ids count upwards and hashes of names lie close together: spread one, or the sums of two pairs are soon
        // equal.
        long name = request + GOLDEN * from.hashCode();
        if (!known.add(name)) {
            return false;
        }
        if (full) {
            known.remove(inOrder[next]);
        } else if (next == inOrder.length) {
            inOrder = Arrays.copyOf(inOrder, 2 * next);
        }
        inOrder[next] = name;
        next = next + 1 & MOST - 1;
        full |= next == 0;
        return true;
    }
}
