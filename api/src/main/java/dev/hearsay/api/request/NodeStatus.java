package dev.hearsay.api.request;

import dev.hearsay.api.Address;
import dev.hearsay.api.MemberId;
import java.time.Duration;
import java.util.List;

/**
 * What one node says of itself and of the others.
 *
 * @param serving false while it starts or stops: it takes no requests
 * @param topology version of who owns what
 * @param peers the members that it knows, itself left out; none, as no hints, where they are more than one message holds
 * @param partitionsOwned of {@code partitions} of the whole ring
 * @param keys that it keeps as an owner
 * @param hints what it keeps for others, by owner
 * @param inFlight operations that it coordinates now
 * @param quarantined damaged records that were set aside since it started
 */
public record NodeStatus(
        MemberId node,
        Address address,
        boolean serving,
        long topology,
        List<Peer> peers,
        int partitions,
        int partitionsOwned,
        long keys,
        List<Hints> hints,
        int inFlight,
        long quarantined,
        Repair repair) {
    public NodeStatus {
        peers = List.copyOf(peers);
        hints = List.copyOf(hints);
    }

    /** The same without the lists, which grow with the cluster. */
    public NodeStatus withoutLists() {
        return new NodeStatus(
                node,
                address,
                serving,
                topology,
                List.of(),
                partitions,
                partitionsOwned,
                keys,
                List.of(),
                inFlight,
                quarantined,
                repair);
    }

    /** @param suspected whether this node thinks that it does not answer */
    public record Peer(MemberId id, Address address, String state, boolean suspected) {}

    /** @param oldest how long the one whose turn is next has waited */
    public record Hints(MemberId owner, int count, long bytes, Duration oldest) {}

    /**
     * How far anti-entropy is.
     *
     * @param pairs a partition that this node owns and holds keys of, with another owner of it
     * @param compared pairs that have been compared to the end since the topology changed
     * @param oldestPass how long ago the pair that waits longest was compared to the end; null while some never was, or there is none
     * @param inSync comparisons that found nothing, since the node started
     * @param repaired those that found differences
     * @param abandoned those that did not come to an end
     */
    public record Repair(int pairs, int compared, Duration oldestPass, long inSync, long repaired, long abandoned) {}
}
