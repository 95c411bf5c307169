package dev.hearsay.api.rule;

import dev.hearsay.api.MemberId;

/**
 * A preference list: the first {@link #primaries} own the partition, the rest stand in for them in that order. All members are
 * distinct. At most {@value #LIMIT} long, so that a set of replicas is a bit mask of ranks.
 */
public interface ReplicaSet {
    int LIMIT = 64;

    int size();

    int primaries();

    /** The member at a rank, 0 first. */
    MemberId member(int rank);

    /** The rank of a member, -1 if it is not in the list. */
    default int rankOf(MemberId member) {
        for (int rank = 0; rank < size(); rank++) {
            if (member(rank).equals(member)) {
                return rank;
            }
        }
        return -1;
    }

    /** Whether the member is one of the owners. */
    default boolean owns(MemberId member) {
        int rank = rankOf(member);
        return rank >= 0 && rank < primaries();
    }
}
