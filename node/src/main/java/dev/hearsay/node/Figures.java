package dev.hearsay.node;

import dev.hearsay.api.MemberId;
import dev.hearsay.api.request.NodeStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a lane, or all lanes of a node together, have to tell of themselves. Immutable.
 *
 * @param forwarded requests that were sent on to an owner and have no answer yet
 * @param minted writes that were named and are not stored yet
 * @param ages see {@link Node#repairAges}
 */
public record Figures(NodeStatus status, int forwarded, int minted, int[] ages) {
    /** With those of another lane. What concerns the node as a whole is as the first says. */
    Figures plus(Figures other) {
        int[] sums = new int[ages.length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = ages[i] + other.ages[i];
        }
        return new Figures(sum(status, other.status), forwarded + other.forwarded, minted + other.minted, sums);
    }

    private static NodeStatus sum(NodeStatus one, NodeStatus other) {
        return new NodeStatus(
                one.node(),
                one.address(),
                one.serving(),
                one.topology(),
                one.peers(),
                one.partitions(),
                one.partitionsOwned(),
                one.keys() + other.keys(),
                sum(one.hints(), other.hints()),
                one.inFlight() + other.inFlight(),
                one.quarantined(),
                sum(one.repair(), other.repair()));
    }

    private static List<NodeStatus.Hints> sum(List<NodeStatus.Hints> some, List<NodeStatus.Hints> others) {
        Map<MemberId, NodeStatus.Hints> sums = new TreeMap<>();
        for (List<NodeStatus.Hints> hints : List.of(some, others)) {
            hints.forEach(of -> sums.merge(of.owner(), of, Figures::sum));
        }
        return new ArrayList<>(sums.values());
    }

    private static NodeStatus.Hints sum(NodeStatus.Hints one, NodeStatus.Hints other) {
        boolean waitedLonger = other.oldest().compareTo(one.oldest()) > 0;
        return new NodeStatus.Hints(
                one.owner(),
                one.count() + other.count(),
                one.bytes() + other.bytes(),
                waitedLonger ? other.oldest() : one.oldest());
    }

    private static NodeStatus.Repair sum(NodeStatus.Repair one, NodeStatus.Repair other) {
        return new NodeStatus.Repair(
                one.pairs() + other.pairs(),
                one.compared() + other.compared(),
                oldest(one, other),
                one.inSync() + other.inSync(),
                one.repaired() + other.repaired(),
                one.abandoned() + other.abandoned());
    }

    /** Null while some pair was never compared; a lane without pairs has no say. */
    private static Duration oldest(NodeStatus.Repair one, NodeStatus.Repair other) {
        if (one.pairs() == 0 || other.pairs() == 0) {
            return one.pairs() == 0 ? other.oldestPass() : one.oldestPass();
        }
        if (one.oldestPass() == null || other.oldestPass() == null) {
            return null;
        }
        return one.oldestPass().compareTo(other.oldestPass()) > 0 ? one.oldestPass() : other.oldestPass();
    }
}
