package dev.hearsay.node;

import dev.hearsay.api.Arc;
import dev.hearsay.api.Token;
import dev.hearsay.api.TokenRange;
import dev.hearsay.api.rule.Placement;
import dev.hearsay.api.rule.ReplicaSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A placement as one lane of several sees it: the pieces of its partitions that are in the arc of the lane, numbered anew in the order of the
 * partitions. A partition that comes back to the arc from behind has two; one that does not meet it has none. Nodes that agree on the placement
 * and on the number of lanes agree on the pieces, and their numbers.
 */
final class ArcPlacement implements Placement {
    private final Placement whole;
    private final Arc arc;
    /** The first piece of each partition, and at the end how many pieces there are. */
    private final int[] first;

    private final int[] partitions;
    private final TokenRange[] ranges;

    ArcPlacement(Placement whole, Arc arc) {
        this.whole = whole;
        this.arc = arc;
        this.first = new int[whole.partitions() + 1];
        List<TokenRange> pieces = new ArrayList<>();
        int[] of = new int[2 * whole.partitions()];
        for (int partition = 0; partition < whole.partitions(); partition++) {
            first[partition] = pieces.size();
            for (TokenRange piece : arc.cut(whole.range(partition))) {
                of[pieces.size()] = partition;
                pieces.add(piece);
            }
        }
        first[whole.partitions()] = pieces.size();
        this.partitions = Arrays.copyOf(of, pieces.size());
        this.ranges = pieces.toArray(TokenRange[]::new);
    }

    @Override
    public int partitions() {
        return ranges.length;
    }

    /** @throws IllegalArgumentException if it is another lane's */
    @Override
    public int partitionOf(Token token) {
        int partition = whole.partitionOf(token);
        for (int piece = first[partition]; piece < first[partition + 1]; piece++) {
            if (ranges[piece].contains(token)) {
                return piece;
            }
        }
        throw new IllegalArgumentException("a key of another lane came to the lane " + arc.number());
    }

    @Override
    public TokenRange range(int piece) {
        return ranges[piece];
    }

    @Override
    public ReplicaSet replicas(int piece) {
        return whole.replicas(partitions[piece]);
    }
}
