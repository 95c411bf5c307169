package dev.hearsay.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.api.Arc;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Token;
import dev.hearsay.api.TokenRange;
import dev.hearsay.api.rule.Placement;
import dev.hearsay.api.rule.ReplicaSet;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ArcPlacementTest {
    /** Partitions that end at these tokens, each with an owner of its own. */
    private record Ring(List<Token> ends) implements Placement {
        static Ring of(List<Long> highs) {
            return new Ring(highs.stream()
                    .map(high -> new Token(high, high ^ 5))
                    .distinct()
                    .sorted()
                    .toList());
        }

        @Override
        public int partitions() {
            return ends.size();
        }

        @Override
        public int partitionOf(Token token) {
            for (int i = 0; i < ends.size(); i++) {
                if (token.compareTo(ends.get(i)) <= 0) {
                    return i;
                }
            }
            return 0;
        }

        @Override
        public TokenRange range(int partition) {
            int before = (partition + ends.size() - 1) % ends.size();
            return new TokenRange(ends.get(before), ends.get(partition));
        }

        @Override
        public ReplicaSet replicas(int partition) {
            return new Owner(new MemberId("owner-" + partition, 0));
        }
    }

    private record Owner(MemberId owner) implements ReplicaSet {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public int primaries() {
            return 1;
        }

        @Override
        public MemberId member(int rank) {
            return owner;
        }
    }

    @Property
    void everyLanePlacesItsTokensWhereTheRingDoesAndNoOthers(
            @ForAll @Size(min = 1, max = 8) List<Long> highs,
            @ForAll @Size(min = 1, max = 20) List<Long> tokens,
            @ForAll @IntRange(min = 2, max = 7) int lanes) {
        Ring ring = Ring.of(highs);
        for (long high : tokens) {
            Token token = new Token(high, -high);
            for (int lane = 0; lane < lanes; lane++) {
                Arc arc = new Arc(lane, lanes);
                ArcPlacement seen = new ArcPlacement(ring, arc);
                if (arc.contains(token)) {
                    int piece = seen.partitionOf(token);
                    assertThat(seen.range(piece).contains(token)).isTrue();
                    assertThat(seen.replicas(piece)).isEqualTo(ring.replicas(ring.partitionOf(token)));
                } else {
                    assertThatThrownBy(() -> seen.partitionOf(token)).isInstanceOf(IllegalArgumentException.class);
                }
            }
        }
    }

    @Property
    void thePiecesOfALaneAreDistinctAndFillItsArc(
            @ForAll @Size(min = 1, max = 8) List<Long> highs,
            @ForAll @Size(min = 1, max = 20) List<Long> tokens,
            @ForAll @IntRange(min = 2, max = 7) int lanes) {
        Ring ring = Ring.of(highs);
        for (int lane = 0; lane < lanes; lane++) {
            Arc arc = new Arc(lane, lanes);
            ArcPlacement seen = new ArcPlacement(ring, arc);
            for (long high : tokens) {
                Token token = new Token(high, high);
                long in = 0;
                for (int piece = 0; piece < seen.partitions(); piece++) {
                    in += seen.range(piece).contains(token) ? 1 : 0;
                }
                assertThat(in).isEqualTo(arc.contains(token) ? 1 : 0);
            }
        }
    }

    /** One partition that wraps, of one member alone: it meets the first arc at both ends. */
    @Example
    void aPartitionThatComesBackFromBehindIsNumberedTwice() {
        Ring ring = Ring.of(List.of(7L, 9L));
        ArcPlacement first = new ArcPlacement(ring, new Arc(0, 2));
        ArcPlacement second = new ArcPlacement(ring, new Arc(1, 2));
        assertThat(first.partitions()).isEqualTo(3);
        assertThat(first.partitionOf(new Token(20, 0))).isZero();
        assertThat(first.partitionOf(new Token(3, 0))).isEqualTo(1);
        assertThat(first.partitionOf(new Token(8, 0))).isEqualTo(2);
        assertThat(second.partitions()).isEqualTo(1);
    }
}
