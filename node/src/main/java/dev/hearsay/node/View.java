package dev.hearsay.node;

import dev.hearsay.api.Address;
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
    private final Placement placement;
    private final Map<MemberId, Address> addresses = new HashMap<>();
    private final Map<Address, MemberId> members = new HashMap<>();

    View(Topology topology, Placement placement) {
        this.topology = topology;
        this.placement = placement;
        for (Member member : topology.members()) {
            addresses.put(member.id(), member.address());
            members.put(member.address(), member.id());
        }
    }

    public Topology topology() {
        return topology;
    }

    public Placement placement() {
        return placement;
    }

    /** The preference list of a key. */
    public ReplicaSet replicas(Key key) {
        return placement.replicas(placement.partitionOf(key.token()));
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
