package dev.hearsay.membership;

import dev.hearsay.api.Member;
import dev.hearsay.api.Member.State;
import dev.hearsay.api.Token;
import java.util.Comparator;
import java.util.List;

/**
 * Which of two records of one name counts: the higher incarnation, then GONE, which is final for its incarnation, then the higher
 * version. What honest members never write, two different records that agree in all this, is ordered by their contents, so that
 * everybody decides the same way and merging is the join of a total order.
 */
final class Precedence {
    private static final Comparator<Member> BY_CONTENTS = Comparator.<Member, String>comparing(
                    member -> member.address().host())
            .thenComparing(member -> member.address().port())
            .thenComparing(Member::tokens, Precedence::compareTokens)
            .thenComparing(member -> member.labels().toString());

    private Precedence() {}

    /** The one that counts. */
    static Member newer(Member left, Member right) {
        return compare(left, right) >= 0 ? left : right;
    }

    static int compare(Member left, Member right) {
        int byStamp = compare(
                left.id().incarnation(),
                left.state(),
                left.version(),
                right.id().incarnation(),
                right.state(),
                right.version());
        return byStamp != 0 || left == right ? byStamp : BY_CONTENTS.compare(left, right);
    }

    /** As far as it can be told without the contents. */
    static int compare(Stamps left, int i, Stamps right, int j) {
        return compare(
                left.id(i).incarnation(),
                left.state(i),
                left.version(i),
                right.id(j).incarnation(),
                right.state(j),
                right.version(j));
    }

    private static int compare(
            long incarnation, State state, long version, long otherIncarnation, State otherState, long otherVersion) {
        if (incarnation != otherIncarnation) {
            return Long.compare(incarnation, otherIncarnation);
        }
        if ((state == State.GONE) != (otherState == State.GONE)) {
            return state == State.GONE ? 1 : -1;
        }
        return version != otherVersion ? Long.compare(version, otherVersion) : state.compareTo(otherState);
    }

    private static int compareTokens(List<Token> left, List<Token> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = left.get(i).compareTo(right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }
}
