package dev.hearsay.api.protocol;

import dev.hearsay.api.Address;
import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Topology;
import java.util.List;

/** What a membership protocol may do besides sending. */
public interface MembershipHost extends Host<Address> {
    /**
     * This node's own record at start, tokens claimed. If it differs from what this incarnation announced before, its version is
     * higher.
     */
    Member self();

    /** What this node knew of the cluster before it started: the founders, or what it had stored. Contains {@link #self}. */
    Topology known();

    /** Where to ask for the rest, when {@link #known} is not enough. */
    List<Address> seeds();

    /** Evidence that a peer lives. */
    void heard(MemberId peer);

    /** A peer left unanswered what it should have answered. */
    void missed(MemberId peer);

    /** Ownership changes to this topology; its version is above every one published before. Ignored otherwise. */
    void publish(Topology topology);

    /**
     * This incarnation is over: the cluster knows this name under {@code incarnation}, which is higher, or has it gone. The
     * protocol falls silent. The host must not go on, and may come back under a higher incarnation than this.
     */
    void superseded(long incarnation);
}
