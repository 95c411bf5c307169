package dev.hearsay.membership;

import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.port.Codec;
import dev.hearsay.api.port.Wire;
import dev.hearsay.api.protocol.ProtocolMessage;
import dev.hearsay.membership.GossipMessage.Ack;
import dev.hearsay.membership.GossipMessage.Ack2;
import dev.hearsay.membership.GossipMessage.FullList;
import dev.hearsay.membership.GossipMessage.Syn;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A kind byte, the sender, then what the kind needs. A digest names each member by id, state and version; heartbeats have eight
 * bytes, so that the size of a digest depends on who is in it only.
 */
final class GossipCodec implements Codec<ProtocolMessage> {
    private static final byte SYN = 0;
    private static final byte ACK = 1;
    private static final byte ACK2 = 2;
    private static final byte FULL_LIST = 3;
    /** Id and heartbeat. */
    private static final int SHORTEST_BEAT = 3 + Long.BYTES;
    /** Id, state, version and heartbeat. */
    private static final int SHORTEST_STAMP = SHORTEST_BEAT + 2;

    /** Bytes of a message before what its kind needs. */
    static int head(MemberId sender) {
        return 1 + Wire.size(sender);
    }

    @Override
    public int size(ProtocolMessage message) {
        GossipMessage gossip = (GossipMessage) message;
        int head = head(gossip.sender());
        if (gossip instanceof Syn syn) {
            return head + syn.digest().bytes();
        }
        if (gossip instanceof Ack ack) {
            int bytes = head
                    + ack.beats().bytes()
                    + RecordCodec.size(ack.records())
                    + Wire.size(ack.wanted().size());
            for (String name : ack.wanted()) {
                bytes += Wire.size(name);
            }
            return bytes;
        }
        if (gossip instanceof FullList list) {
            return head
                    + RecordCodec.size(list.records())
                    + Long.BYTES * list.beats().size();
        }
        return head + RecordCodec.size(((Ack2) gossip).records());
    }

    @Override
    public void encode(ProtocolMessage message, ByteBuffer out) {
        if (message instanceof Syn syn) {
            begin(out, SYN, syn);
            put(out, syn.digest());
        } else if (message instanceof Ack ack) {
            begin(out, ACK, ack);
            put(out, ack);
        } else if (message instanceof FullList list) {
            begin(out, FULL_LIST, list);
            RecordCodec.put(out, list.records());
            for (int i = 0; i < list.beats().size(); i++) {
                out.putLong(list.beats().heartbeat(i));
            }
        } else {
            Ack2 records = (Ack2) message;
            begin(out, ACK2, records);
            RecordCodec.put(out, records.records());
        }
    }

    private static void begin(ByteBuffer out, byte kind, GossipMessage message) {
        out.put(kind);
        Wire.put(out, message.sender());
    }

    private static void put(ByteBuffer out, Digest digest) {
        Wire.put(out, digest.after());
        out.put((byte) (digest.last() ? 1 : 0));
        Wire.put(out, digest.to() - digest.from());
        Stamps stamps = digest.stamps();
        for (int i = digest.from(); i < digest.to(); i++) {
            Wire.put(out, stamps.id(i));
            out.put((byte) stamps.state(i).ordinal());
            Wire.put(out, stamps.version(i));
            out.putLong(digest.heartbeat(i));
        }
    }

    private static void put(ByteBuffer out, Ack ack) {
        Beats beats = ack.beats();
        Wire.put(out, beats.size());
        for (int i = 0; i < beats.size(); i++) {
            Wire.put(out, beats.id(i));
            out.putLong(beats.heartbeat(i));
        }
        RecordCodec.put(out, ack.records());
        Wire.put(out, ack.wanted().size());
        for (String name : ack.wanted()) {
            Wire.put(out, name);
        }
    }

    @Override
    public ProtocolMessage decode(ByteBuffer in) {
        try {
            byte kind = in.get();
            MemberId sender = RecordCodec.id(in);
            return switch (kind) {
                case SYN -> new Syn(sender, digest(in));
                case ACK -> new Ack(sender, beats(in), RecordCodec.records(in), names(in));
                case ACK2 -> new Ack2(sender, RecordCodec.records(in));
                case FULL_LIST -> fullList(sender, in);
                default -> throw new IllegalArgumentException("no gossip has kind " + kind);
            };
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the message ends in the middle", e);
        }
    }

    private static Digest digest(ByteBuffer in) {
        String after = Wire.text(in);
        boolean last = Wire.flag(in);
        int count = Wire.count(in, SHORTEST_STAMP);
        Stamps.Builder stamps = new Stamps.Builder(count);
        long[] heartbeats = new long[count];
        for (int i = 0; i < count; i++) {
            stamps.add(RecordCodec.id(in), RecordCodec.state(in), RecordCodec.natural(in));
            heartbeats[i] = heartbeat(in);
        }
        return Digest.read(stamps.build(), heartbeats, after, last);
    }

    private static Beats beats(ByteBuffer in) {
        int count = Wire.count(in, SHORTEST_BEAT);
        MemberId[] ids = new MemberId[count];
        long[] heartbeats = new long[count];
        for (int i = 0; i < count; i++) {
            ids[i] = RecordCodec.id(in);
            heartbeats[i] = heartbeat(in);
        }
        return new Beats(ids, heartbeats);
    }

    private static FullList fullList(MemberId sender, ByteBuffer in) {
        List<Member> records = RecordCodec.records(in);
        MemberId[] ids = new MemberId[records.size()];
        long[] heartbeats = new long[records.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = records.get(i).id();
            heartbeats[i] = heartbeat(in);
        }
        return new FullList(sender, records, new Beats(ids, heartbeats));
    }

    private static long heartbeat(ByteBuffer in) {
        long heartbeat = in.getLong();
        if (heartbeat < 0) {
            throw new IllegalArgumentException("no heartbeat is negative");
        }
        return heartbeat;
    }

    private static List<String> names(ByteBuffer in) {
        int count = Wire.count(in, 2);
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            names.add(Wire.text(in));
        }
        return names;
    }
}
