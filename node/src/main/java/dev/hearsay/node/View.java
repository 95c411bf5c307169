package dev.hearsay.node;

import dev.hearsay.api.Address;
import dev.hearsay.api.Arc;
import dev.hearsay.api.Key;
import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Topology;
import dev.hearsay.api.rule.Placement;
import dev.hearsay.api.rule.ReplicaSet;
import java.util.HashMap;
import java.util.Map;

/** One topology, with who keeps what and where they listen. Immutable: what lanes and nodes may share. */
public final class View {
    private final Topology topology;
    private final Placement ring;
    private final Placement placement;
    private final Map<MemberId, Address> addresses;
    private final Map<Address, MemberId> members;

    View(Topology topology, Placement placement) {
        this.topology = topology;
        this.ring = placement;
        this.placement = placement;
        this.addresses = new HashMap<>();
        this.members = new HashMap<>();
        for (Member member : topology.members()) {
            addresses.put(member.id(), member.address());
            members.put(member.address(), member.id());
        }
    }

    private View(View whole, Placement placement) {
        this.topology = whole.topology;
        this.ring = whole.ring;
        this.placement = placement;
        this.addresses = whole.addresses;
        this.members = whole.members;
    }

    /** The same as the lane sees it that has this arc. */
    View in(Arc arc) {
        return arc.of() == 1 ? this : new View(this, new ArcPlacement(ring, arc));
    }

    public Topology topology() {
        return topology;
    }

    /** What concerns this lane: with one lane, the {@link #ring}. */
    public Placement placement() {
        return placement;
    }

    /** Who keeps what on the whole ring. */
    public Placement ring() {
        return ring;
    }

    /** The preference list of a key. */
    public ReplicaSet replicas(Key key) {
        return ring.replicas(ring.partitionOf(key.token()));
    }

    /** How many partitions of the ring the member owns. */
    int owned(MemberId member) {
        int owned = 0;
        for (int partition = 0; partition < ring.partitions(); partition++) {
            owned += ring.replicas(partition).owns(member) ? 1 : 0;
        }
        return owned;
    }

    /** Where a member listens; null if this topology does not have it. */
    public Address address(MemberId member) {
        return addresses.get(member);
    }

    /** Who listens there; null if nobody of this topology does. */
    public MemberId memberAt(Address address) {
        return members.get(address);
    }
}
