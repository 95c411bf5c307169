package dev.hearsay.membership;

import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.protocol.ProtocolMessage;
import java.util.List;

/** The three legs of an exchange, and the one leg of the protocol of 1998. */
sealed interface GossipMessage extends ProtocolMessage {
    /** Who says it. */
    MemberId sender();

    record Syn(MemberId sender, Digest digest) implements GossipMessage {}

    /**
     * What the receiver of a digest knows better, and what it wants to know.
     *
     * @param beats heartbeats that are higher here
     * @param records that the other lacks
     * @param wanted names whose record the other has newer
     */
    record Ack(MemberId sender, Beats beats, List<Member> records, List<String> wanted) implements GossipMessage {}

    /** The records that were wanted. */
    record Ack2(MemberId sender, List<Member> records) implements GossipMessage {}

    /**
     * Records and heartbeats, to which nobody answers.
     *
     * @param beats of the same members in the same order
     */
    record FullList(MemberId sender, List<Member> records, Beats beats) implements GossipMessage {}
}
