package dev.hearsay.api.request;

import dev.hearsay.api.Address;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Token;
import java.util.List;

/**
 * Who keeps what, as one node sees it, in a form that needs no partitioner: enough for a client to ask an owner directly.
 *
 * @param version of the topology; rises with every change
 * @param copies N, as the cluster is configured
 * @param members those that own data
 * @param partitions in the order of their ends, compared without sign; together they cover the ring. None if there are more than one
 *     message holds: then the members are known, and any of them sends a request on to an owner
 */
public record Ring(long version, int copies, List<RingMember> members, List<RingPartition> partitions) {
    /** @throws IllegalArgumentException if the partitions are out of order, or name somebody who is not among the members */
    public Ring {
        members = List.copyOf(members);
        partitions = List.copyOf(partitions);
        Token before = null;
        for (RingPartition partition : partitions) {
            if (before != null && before.compareTo(partition.end()) >= 0) {
                throw new IllegalArgumentException("the partitions of a ring are not in order");
            }
            before = partition.end();
            check(partition.owners(), members.size());
            check(partition.standIns(), members.size());
        }
    }

    private static void check(List<Integer> indices, int members) {
        for (int index : indices) {
            if (index < 0 || index >= members) {
                throw new IllegalArgumentException("a ring of " + members + " members has none numbered " + index);
            }
        }
    }

    /** The same without stand-ins, which nobody needs in order to ask an owner. */
    public Ring withoutStandIns() {
        List<RingPartition> owned = partitions.stream()
                .map(partition -> new RingPartition(partition.end(), partition.owners(), List.of()))
                .toList();
        return new Ring(version, copies, members, owned);
    }

    /** The members only. */
    public Ring withoutPartitions() {
        return new Ring(version, copies, members, List.of());
    }

    public record RingMember(MemberId id, Address address) {}

    /**
     * The range that ends here, this token included, and begins behind the end of the one before; the first wraps.
     *
     * @param owners indices into the members, in the order of the preference list
     * @param standIns those that follow in the preference list, as far as they are told: at most as many as there are copies
     */
    public record RingPartition(Token end, List<Integer> owners, List<Integer> standIns) {
        public RingPartition {
            owners = List.copyOf(owners);
            standIns = List.copyOf(standIns);
        }
    }
}
