package dev.hearsay.testkit.antientropy;

import dev.hearsay.api.MemberId;
import dev.hearsay.api.Token;
import dev.hearsay.api.TokenRange;
import dev.hearsay.api.rule.Placement;
import dev.hearsay.api.rule.ReplicaSet;
import java.util.List;

/**
 * The ring in 2<sup>{@code bits}</sup> equal partitions, each owned by all members. The first begins {@code turned} after the
 * start of the ring, in its upper 64 bits; unless that is 0 the last one wraps.
 */
public record EqualParts(int bits, long turned, List<MemberId> members) implements Placement {
    public EqualParts {
        if (bits < 1 || bits > 30) {
            throw new IllegalArgumentException("1 to 30 bits, not " + bits);
        }
        members = List.copyOf(members);
    }

    @Override
    public int partitions() {
        return 1 << bits;
    }

    @Override
    public int partitionOf(Token token) {
        return (int) (token.high() - turned >>> Long.SIZE - bits);
    }

    /** A partition holds the tokens from a multiple of its width; a range leaves its start out, so it starts one before. */
    @Override
    public TokenRange range(int partition) {
        return new TokenRange(lastBefore(partition), lastBefore(partition + 1));
    }

    private Token lastBefore(int partition) {
        return new Token(((long) partition << Long.SIZE - bits) + turned - 1, -1);
    }

    @Override
    public ReplicaSet replicas(int partition) {
        return new ReplicaSet() {
            @Override
            public int size() {
                return members.size();
            }

            @Override
            public int primaries() {
                return members.size();
            }

            @Override
            public MemberId member(int rank) {
                return members.get(rank);
            }
        };
    }
}
