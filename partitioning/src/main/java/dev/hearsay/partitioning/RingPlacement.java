package dev.hearsay.partitioning;

import dev.hearsay.api.Token;
import dev.hearsay.api.TokenRange;
import dev.hearsay.api.rule.Placement;
import dev.hearsay.api.rule.ReplicaSet;

/**
 * The ring cut at sorted places. Partition {@code p} is the range that ends at the {@code p}-th place; partition 0 is
 * the one that wraps past the largest token. A single place makes a single partition, the whole ring.
 *
 * <p><b>Invariant:</b> {@code (highs[p], lows[p])} rises strictly with {@code p}, compared without sign.
 */
final class RingPlacement implements Placement {
    private final long[] highs;
    private final long[] lows;
    private final PreferenceLists lists;

    RingPlacement(long[] highs, long[] lows, PreferenceLists lists) {
        this.highs = highs;
        this.lows = lows;
        this.lists = lists;
    }

    @Override
    public int partitions() {
        return lists.count();
    }

    /** The first place at or after the token; past the last place, the first. */
    @Override
    public int partitionOf(Token token) {
        int low = 0;
        int high = highs.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int byHigh = Long.compareUnsigned(highs[middle], token.high());
            if (byHigh < 0 || byHigh == 0 && Long.compareUnsigned(lows[middle], token.low()) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < highs.length ? low : 0;
    }

    @Override
    public TokenRange range(int partition) {
        return new TokenRange(place(partition == 0 ? highs.length - 1 : partition - 1), place(partition));
    }

    @Override
    public ReplicaSet replicas(int partition) {
        return lists.of(partition);
    }

    private Token place(int partition) {
        return new Token(highs[partition], lows[partition]);
    }
}
