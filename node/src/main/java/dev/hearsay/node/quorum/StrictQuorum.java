package dev.hearsay.node.quorum;

import dev.hearsay.api.rule.Intent;
import dev.hearsay.api.rule.QuorumPolicy;
import dev.hearsay.api.rule.ReplicaSet;
import dev.hearsay.api.rule.Tally;
import dev.hearsay.api.rule.Verdict;

/**
 * Asks all N owners and nobody else. With R + W &gt; N every read quorum meets every completed write quorum (Gifford, SOSP
 * 1979; DeCandia et al., <i>Dynamo</i>, SOSP 2007, section 4.5).
 */
final class StrictQuorum implements QuorumPolicy {
    @Override
    public long ask(Intent intent, ReplicaSet replicas, Tally tally) {
        return owners(intent);
    }

    @Override
    public Verdict judge(Intent intent, ReplicaSet replicas, Tally tally) {
        long owners = owners(intent);
        if (Long.bitCount(tally.acked() & owners) >= intent.required()) {
            return Verdict.MET;
        }
        boolean possible = Long.bitCount(owners & ~tally.failed()) >= intent.required();
        return possible ? Verdict.PENDING : Verdict.LOST;
    }

    @Override
    public int standsInFor(Intent intent, ReplicaSet replicas, Tally tally, int rank) {
        return -1;
    }

    @Override
    public boolean intersects() {
        return true;
    }

    private static long owners(Intent intent) {
        return -1L >>> Long.SIZE - intent.replicas();
    }
}
