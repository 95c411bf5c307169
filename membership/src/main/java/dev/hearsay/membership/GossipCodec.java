package dev.hearsay.membership;

import dev.hearsay.api.Address;
import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Token;
import dev.hearsay.api.port.Codec;
import dev.hearsay.api.port.Wire;
import dev.hearsay.api.protocol.ProtocolMessage;
import dev.hearsay.membership.GossipMessage.Ack;
import dev.hearsay.membership.GossipMessage.Ack2;
import dev.hearsay.membership.GossipMessage.Syn;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A kind byte, the sender, then what the kind needs. A digest names each member by id, state and version; heartbeats have eight
 * bytes, so that the size of a digest depends on its roster only.
 */
final class GossipCodec implements Codec<ProtocolMessage> {
    private static final byte DIGEST = 0;
    private static final byte FULL = 1;
    private static final byte ACK = 2;
    private static final byte ACK2 = 3;
    private static final Address NOWHERE = new Address("?", 0);

    @Override
    public int size(ProtocolMessage message) {
        GossipMessage gossip = (GossipMessage) message;
        int head = 1 + Wire.size(gossip.sender());
        if (gossip instanceof Syn syn) {
            return head
                    + syn.roster().digestBytes()
                    + (syn.full() ? recordsSize(syn.roster().members()) : 0);
        }
        if (gossip instanceof Ack ack) {
            return head + size(ack);
        }
        return head + recordsSize(((Ack2) gossip).records());
    }

    private static int size(Ack ack) {
        int bytes = Wire.size(ack.places().length) + Wire.size(ack.wanted().size()) + recordsSize(ack.records());
        for (int place : ack.places()) {
            bytes += Wire.size(ack.roster().member(place).id()) + Long.BYTES;
        }
        for (String name : ack.wanted()) {
            bytes += Wire.size(name.getBytes(StandardCharsets.UTF_8));
        }
        return bytes;
    }

    private static int recordsSize(List<Member> records) {
        int bytes = Wire.size(records.size());
        for (Member record : records) {
            bytes += Wire.size(record.id())
                    + Wire.size(record.address().host().getBytes(StandardCharsets.UTF_8))
                    + Wire.size(record.address().port())
                    + 1
                    + Wire.size(record.version())
                    + Wire.size(record.tokens().size())
                    + 2 * Long.BYTES * record.tokens().size()
                    + Wire.size(record.labels().size());
            for (Map.Entry<String, String> label : record.labels().entrySet()) {
                bytes += Wire.size(label.getKey().getBytes(StandardCharsets.UTF_8))
                        + Wire.size(label.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes;
    }

    @Override
    public void encode(ProtocolMessage message, ByteBuffer out) {
        if (message instanceof Syn syn) {
            out.put(syn.full() ? FULL : DIGEST);
            Wire.put(out, syn.sender());
            putDigest(syn, out);
            if (syn.full()) {
                putRecords(syn.roster().members(), out);
            }
        } else if (message instanceof Ack ack) {
            out.put(ACK);
            Wire.put(out, ack.sender());
            putAck(ack, out);
        } else {
            out.put(ACK2);
            Wire.put(out, ((Ack2) message).sender());
            putRecords(((Ack2) message).records(), out);
        }
    }

    private static void putDigest(Syn syn, ByteBuffer out) {
        Roster roster = syn.roster();
        Wire.put(out, roster.size());
        for (int i = 0; i < roster.size(); i++) {
            Member member = roster.member(i);
            Wire.put(out, member.id());
            out.put((byte) member.state().ordinal());
            Wire.put(out, member.version());
            out.putLong(syn.heartbeats()[i]);
        }
    }

    private static void putAck(Ack ack, ByteBuffer out) {
        Wire.put(out, ack.places().length);
        for (int i = 0; i < ack.places().length; i++) {
            Wire.put(out, ack.roster().member(ack.places()[i]).id());
            out.putLong(ack.heartbeats()[i]);
        }
        putRecords(ack.records(), out);
        Wire.put(out, ack.wanted().size());
        for (String name : ack.wanted()) {
            Wire.put(out, name.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void putRecords(List<Member> records, ByteBuffer out) {
        Wire.put(out, records.size());
        for (Member record : records) {
            Wire.put(out, record.id());
            Wire.put(out, record.address().host().getBytes(StandardCharsets.UTF_8));
            Wire.put(out, record.address().port());
            out.put((byte) record.state().ordinal());
            Wire.put(out, record.version());
            Wire.put(out, record.tokens().size());
            for (Token token : record.tokens()) {
                out.putLong(token.high()).putLong(token.low());
            }
            Wire.put(out, record.labels().size());
            record.labels().forEach((name, value) -> {
                Wire.put(out, name.getBytes(StandardCharsets.UTF_8));
                Wire.put(out, value.getBytes(StandardCharsets.UTF_8));
            });
        }
    }

    @Override
    public ProtocolMessage decode(ByteBuffer in) {
        try {
            byte kind = in.get();
            MemberId sender = Wire.member(in);
            return switch (kind) {
                case DIGEST, FULL -> digest(sender, kind == FULL, in);
                case ACK -> ack(sender, in);
                case ACK2 -> new Ack2(sender, records(in));
                default -> throw new IllegalArgumentException("no gossip has kind " + kind);
            };
        } catch (BufferUnderflowException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the message ends in the middle", e);
        }
    }

    private static Syn digest(MemberId sender, boolean full, ByteBuffer in) {
        int count = Wire.length(in);
        List<Member> members = new ArrayList<>();
        long[] heartbeats = new long[count];
        for (int i = 0; i < count; i++) {
            MemberId id = Wire.member(in);
            Member.State state = Member.State.values()[in.get()];
            members.add(new Member(id, NOWHERE, state, Wire.number(in), List.of(), new TreeMap<>()));
            heartbeats[i] = in.getLong();
        }
        return new Syn(sender, Roster.of(full ? records(in) : members), heartbeats, full);
    }

    private static Ack ack(MemberId sender, ByteBuffer in) {
        int count = Wire.length(in);
        List<Member> members = new ArrayList<>();
        int[] places = new int[count];
        long[] heartbeats = new long[count];
        for (int i = 0; i < count; i++) {
            members.add(new Member(Wire.member(in), NOWHERE, Member.State.UP, 0, List.of(), new TreeMap<>()));
            heartbeats[i] = in.getLong();
            places[i] = i;
        }
        List<Member> records = records(in);
        List<String> wanted = new ArrayList<>();
        for (int left = Wire.length(in); left > 0; left--) {
            wanted.add(text(in));
        }
        return new Ack(sender, Roster.of(members), places, heartbeats, records, wanted);
    }

    private static List<Member> records(ByteBuffer in) {
        List<Member> records = new ArrayList<>();
        for (int left = Wire.length(in); left > 0; left--) {
            MemberId id = Wire.member(in);
            Address address = new Address(text(in), (int) Wire.number(in));
            Member.State state = Member.State.values()[in.get()];
            long version = Wire.number(in);
            List<Token> tokens = new ArrayList<>();
            for (int t = Wire.length(in); t > 0; t--) {
                tokens.add(new Token(in.getLong(), in.getLong()));
            }
            Map<String, String> labels = new TreeMap<>();
            for (int l = Wire.length(in); l > 0; l--) {
                labels.put(text(in), text(in));
            }
            records.add(new Member(id, address, state, version, tokens, labels));
        }
        return records;
    }

    private static String text(ByteBuffer in) {
        return new String(Wire.bytes(in), StandardCharsets.UTF_8);
    }
}
