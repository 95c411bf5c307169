package dev.hearsay.testkit;

import dev.hearsay.api.MemberId;
import dev.hearsay.api.Token;
import dev.hearsay.api.TokenRange;
import dev.hearsay.api.rule.Placement;
import dev.hearsay.api.rule.ReplicaSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a change of placement moves, exactly: both placements are compared on every arc that neither of them cuts.
 *
 * @param gained per member, the share of the ring that it owns after and did not own before
 * @param lost per member, the share of the ring that it owned before and does not own after
 */
public record Movement(Map<MemberId, Double> gained, Map<MemberId, Double> lost) {
    public static Movement between(Placement before, Placement after) {
        TreeSet<Token> cuts = new TreeSet<>();
        for (Placement placement : new Placement[] {before, after}) {
            for (int partition = 0; partition < placement.partitions(); partition++) {
                cuts.add(placement.range(partition).end());
            }
        }
        Movement movement = new Movement(new TreeMap<>(), new TreeMap<>());
        Token start = cuts.last();
        for (Token end : cuts) {
            double share = TokenMath.share(new TokenRange(start, end));
            ReplicaSet old = before.replicas(before.partitionOf(end));
            ReplicaSet now = after.replicas(after.partitionOf(end));
            addMissing(movement.gained(), now, old, share);
            addMissing(movement.lost(), old, now, share);
            start = end;
        }
        return movement;
    }

    private static void addMissing(Map<MemberId, Double> to, ReplicaSet from, ReplicaSet in, double share) {
        for (int rank = 0; rank < from.primaries(); rank++) {
            if (!in.owns(from.member(rank))) {
                to.merge(from.member(rank), share, Double::sum);
            }
        }
    }

    /** The sum over all members but one. */
    public static double besides(MemberId one, Map<MemberId, Double> shares) {
        return shares.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(one))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
