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
 * @param members those that own anything, or stand in
 * @param partitions in the order of their ends, compared without sign; together they cover the ring
 */
public record Ring(long version, int copies, List<RingMember> members, List<RingPartition> partitions) {
    public Ring {
        members = List.copyOf(members);
        partitions = List.copyOf(partitions);
    }

    public record RingMember(MemberId id, Address address) {}

    /**
     * The range that ends here, this token included, and begins behind the end of the one before; the first wraps.
     *
     * @param owners indices into the members, in the order of the preference list
     */
    public record RingPartition(Token end, List<Integer> owners) {
        public RingPartition {
            owners = List.copyOf(owners);
        }
    }
}
