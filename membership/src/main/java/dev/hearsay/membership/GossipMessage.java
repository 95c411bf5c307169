package dev.hearsay.membership;

import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.protocol.ProtocolMessage;
import java.util.List;

/** The three legs of an exchange. */
sealed interface GossipMessage extends ProtocolMessage {
    /** Who says it. */
    MemberId sender();

    /**
     * The digest: whom the sender knows, and their heartbeats, place by place. The arrays and the roster are never changed.
     *
     * @param full whether the records are sent too, and no answer but their like is wanted: the protocol of 1998
     */
    record Syn(MemberId sender, Roster roster, long[] heartbeats, boolean full) implements GossipMessage {}

    /**
     * What the receiver of a digest knows better, and what it wants to know.
     *
     * @param roster whom the sender knows
     * @param places in the roster where the heartbeat is higher here
     * @param heartbeats at these places
     * @param records that the other lacks
     * @param wanted names whose record the other has newer
     */
    record Ack(
            MemberId sender, Roster roster, int[] places, long[] heartbeats, List<Member> records, List<String> wanted)
            implements GossipMessage {}

    /** The records that were wanted. */
    record Ack2(MemberId sender, List<Member> records) implements GossipMessage {}
}
