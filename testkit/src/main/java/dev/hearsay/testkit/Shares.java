package dev.hearsay.testkit;

import dev.hearsay.api.MemberId;
import dev.hearsay.api.rule.Placement;
import dev.hearsay.api.rule.ReplicaSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much of the ring each member holds under one placement. Load on owners of rank 0 and load on all owners are kept
 * apart: replication smooths the second, and hides how uneven the first is.
 *
 * @param first the share of the ring of which a member is the first owner; sums to 1 over all that are first of
 *     anything
 * @param owned the share of which a member is an owner of any rank; sums to the number of owners per partition
 */
public record Shares(Map<MemberId, Double> first, Map<MemberId, Double> owned) {
    public static Shares of(Placement placement) {
        Map<MemberId, Double> first = new TreeMap<>();
        Map<MemberId, Double> owned = new TreeMap<>();
        for (int partition = 0; partition < placement.partitions(); partition++) {
            double share = TokenMath.share(placement.range(partition));
            ReplicaSet replicas = placement.replicas(partition);
            first.merge(replicas.member(0), share, Double::sum);
            for (int rank = 0; rank < replicas.primaries(); rank++) {
                owned.merge(replicas.member(rank), share, Double::sum);
            }
        }
        return new Shares(first, owned);
    }

    /** The largest share over the mean of {@code members} members, those that hold nothing included. */
    public static double peakToMean(Map<MemberId, Double> shares, int members) {
        double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        double peak =
                shares.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return peak * members / sum;
    }
}
