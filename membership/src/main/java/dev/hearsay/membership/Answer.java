package dev.hearsay.membership;

import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.port.Wire;
import dev.hearsay.membership.GossipMessage.Ack;
import dev.hearsay.membership.GossipMessage.Ack2;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An answer in the making. It keeps to the limit of a message: records come first, and what finds no room is found
 * missing again in the next round.
 */
final class Answer {
    /** The three numbers of things at most, five bytes each. */
    private static final int COUNTS = 15;

    private final MemberId sender;
    private final List<Member> records = new ArrayList<>();
    private final List<String> wanted = new ArrayList<>();
    private MemberId[] ids = new MemberId[64];
    private long[] heartbeats = new long[64];
    private int beats;
    private int room;

    Answer(MemberId sender, int limit) {
        this.sender = sender;
        this.room = limit - GossipCodec.head(sender) - COUNTS;
    }

    void beat(MemberId member, long heartbeat) {
        if (beats == ids.length) {
            ids = Arrays.copyOf(ids, 2 * beats);
            heartbeats = Arrays.copyOf(heartbeats, 2 * beats);
        }
        ids[beats] = member;
        heartbeats[beats++] = heartbeat;
    }

    void record(Member record) {
        if (taken(RecordCodec.size(record))) {
            records.add(record);
        }
    }

    void want(String name) {
        if (taken(Wire.size(name))) {
            wanted.add(name);
        }
    }

    private boolean taken(int bytes) {
        boolean fits = bytes <= room;
        room -= fits ? bytes : 0;
        return fits;
    }

    Ack ack() {
        int fitting = 0;
        while (fitting < beats && taken(Beats.bytes(ids[fitting]))) {
            fitting++;
        }
        Beats sent = new Beats(Arrays.copyOf(ids, fitting), Arrays.copyOf(heartbeats, fitting));
        return new Ack(sender, sent, records, wanted);
    }

    /** Nothing but the records. */
    Ack2 ack2() {
        return new Ack2(sender, records);
    }
}
