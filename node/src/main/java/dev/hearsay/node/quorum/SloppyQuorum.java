package dev.hearsay.node.quorum;

import dev.hearsay.api.rule.Intent;
import dev.hearsay.api.rule.QuorumPolicy;
import dev.hearsay.api.rule.ReplicaSet;
import dev.hearsay.api.rule.Tally;
import dev.hearsay.api.rule.Verdict;

/**
 * Asks the first N members of the preference list that are not suspected: a write is taken as long as any N of the list answer,
 * and stand-ins keep it as a hint (DeCandia et al., <i>Dynamo</i>, SOSP 2007, section 4.6). R + W &gt; N no longer makes quorums
 * meet.
 */
final class SloppyQuorum implements QuorumPolicy {
    @Override
    public long ask(Intent intent, ReplicaSet replicas, Tally tally) {
        long avoided = tally.failed() | tally.suspected() & ~tally.asked();
        long chosen = tally.asked();
        int healthy = Long.bitCount(chosen & ~tally.failed());
        for (int rank = 0; rank < replicas.size() && healthy < intent.replicas(); rank++) {
            long bit = 1L << rank;
            if ((chosen & bit) == 0 && (avoided & bit) == 0) {
                chosen |= bit;
                healthy++;
            }
        }
        return chosen;
    }

    @Override
    public Verdict judge(Intent intent, ReplicaSet replicas, Tally tally) {
        if (Long.bitCount(tally.acked()) >= intent.required()) {
            return Verdict.MET;
        }
        int possible = Long.bitCount(ask(intent, replicas, tally) & ~tally.failed());
        return possible >= intent.required() ? Verdict.PENDING : Verdict.LOST;
    }

    /** The first stand-in asked stands for the first owner left out or failed, and so on; further ones for the last. */
    @Override
    public int standsInFor(Intent intent, ReplicaSet replicas, Tally tally, int rank) {
        int owners = Math.min(intent.replicas(), replicas.size());
        if (rank < owners) {
            return -1;
        }
        int place = Long.bitCount(tally.asked() >>> owners & (1L << rank - owners) - 1);
        int missing = -1;
        for (int owner = 0; owner < owners; owner++) {
            long bit = 1L << owner;
            if ((tally.asked() & bit) == 0 || (tally.failed() & bit) != 0) {
                missing = owner;
                if (place-- == 0) {
                    break;
                }
            }
        }
        return missing;
    }

    @Override
    public boolean intersects() {
        return false;
    }
}
