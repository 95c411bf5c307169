package dev.hearsay.membership;

import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.port.Wire;
import dev.hearsay.membership.GossipMessage.FullList;
import dev.hearsay.membership.GossipMessage.Syn;
import dev.hearsay.membership.GossipSettings.Exchange;
import java.util.Arrays;
import java.util.List;

/**
 * What begins an exchange: all that a member knows or, where that is more than a message can take, the next stretch of it in the
 * order of names, and after the last the first again.
 */
final class Opening {
    /** The numbers of things in a message, and whether it is the last stretch. */
    private static final int COUNTS = 11;

    private final Exchange exchange;
    private final int limit;
    private int cursor;

    /** @param limit bytes of a message */
    Opening(Exchange exchange, int limit) {
        this.exchange = exchange;
        this.limit = limit;
    }

    /** @throws ConfigurationException if the record does not fit into a message, so that nobody could ever hear of it */
    void check(Member self) {
        int bytes = GossipCodec.head(self.id()) + COUNTS + RecordCodec.size(self) + Long.BYTES;
        if (bytes > limit) {
            throw new ConfigurationException("hearsay.membership.gossip.message-limit is " + limit + " bytes, and "
                    + self.id().name() + " needs " + bytes + " to announce itself with its "
                    + self.tokens().size()
                    + " tokens; raise the limit, or give it fewer tokens");
        }
    }

    GossipMessage next(Knowledge knowledge) {
        int from = cursor < knowledge.roster().size() ? cursor : 0;
        return exchange == Exchange.FULL_LIST ? records(knowledge, from) : digest(knowledge, from);
    }

    private Syn digest(Knowledge knowledge, int from) {
        MemberId self = knowledge.self().id();
        Stamps stamps = knowledge.roster().stamps();
        int after = from == 0 ? 1 : Wire.size(stamps.id(from - 1).name());
        cursor = stamps.fitting(from, limit - GossipCodec.head(self) - COUNTS - after);
        return new Syn(self, knowledge.digest(from, cursor));
    }

    private FullList records(Knowledge knowledge, int from) {
        MemberId self = knowledge.self().id();
        Roster roster = knowledge.roster();
        int room = limit - GossipCodec.head(self) - COUNTS;
        MemberId[] ids = new MemberId[roster.size() - from];
        long[] heartbeats = new long[ids.length];
        int count = 0;
        for (; count < ids.length; count++) {
            Member member = roster.member(from + count);
            room -= RecordCodec.size(member) + Long.BYTES;
            if (room < 0 && count > 0) {
                break;
            }
            ids[count] = member.id();
            heartbeats[count] = knowledge.heartbeat(from + count);
        }
        cursor = from + count;
        return new FullList(
                self,
                List.copyOf(roster.members().subList(from, cursor)),
                new Beats(Arrays.copyOf(ids, count), Arrays.copyOf(heartbeats, count)));
    }
}
