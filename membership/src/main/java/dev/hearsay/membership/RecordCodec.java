package dev.hearsay.membership;

import dev.hearsay.api.Address;
import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Token;
import dev.hearsay.api.port.Wire;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How records of members stand on the wire. */
final class RecordCodec {
    /** Id, host, port, state, version, and two numbers of things that are not there. */
    private static final int SHORTEST = 9;

    private static final Member.State[] STATES = Member.State.values();
    private static final int MOST_PORT = 65_535;

    private RecordCodec() {}

    static int size(List<Member> records) {
        int bytes = Wire.size(records.size());
        for (Member record : records) {
            bytes += size(record);
        }
        return bytes;
    }

    static int size(Member record) {
        int bytes = Wire.size(record.id())
                + Wire.size(record.address().host())
                + Wire.size(record.address().port())
                + 1
                + Wire.size(record.version())
                + Wire.size(record.tokens().size())
                + 2 * Long.BYTES * record.tokens().size()
                + Wire.size(record.labels().size());
        for (Map.Entry<String, String> label : record.labels().entrySet()) {
            bytes += Wire.size(label.getKey()) + Wire.size(label.getValue());
        }
        return bytes;
    }

    static void put(ByteBuffer out, List<Member> records) {
        Wire.put(out, records.size());
        for (Member record : records) {
            Wire.put(out, record.id());
            Wire.put(out, record.address().host());
            Wire.put(out, record.address().port());
            out.put((byte) record.state().ordinal());
            Wire.put(out, record.version());
            Wire.put(out, record.tokens().size());
            for (Token token : record.tokens()) {
                out.putLong(token.high()).putLong(token.low());
            }
            Wire.put(out, record.labels().size());
            record.labels().forEach((name, value) -> {
                Wire.put(out, name);
                Wire.put(out, value);
            });
        }
    }

    static List<Member> records(ByteBuffer in) {
        int count = Wire.count(in, SHORTEST);
        List<Member> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            records.add(read(in));
        }
        return records;
    }

    private static Member read(ByteBuffer in) {
        MemberId id = id(in);
        String host = Wire.text(in);
        int port = Wire.smallNumber(in);
        if (port > MOST_PORT) {
            throw new IllegalArgumentException("no port has the number " + port);
        }
        Member.State state = state(in);
        long version = natural(in);
        int tokenCount = Wire.count(in, 2 * Long.BYTES);
        List<Token> tokens = new ArrayList<>(tokenCount);
        for (int i = 0; i < tokenCount; i++) {
            tokens.add(new Token(in.getLong(), in.getLong()));
        }
        Map<String, String> labels = new TreeMap<>();
        for (int left = Wire.count(in, 2); left > 0; left--) {
            labels.put(Wire.text(in), Wire.text(in));
        }
        return new Member(id, new Address(host, port), state, version, tokens, labels);
    }

    /** A member whose incarnation can be exceeded. */
    static MemberId id(ByteBuffer in) {
        MemberId id = Wire.member(in);
        if (id.incarnation() < 0) {
            throw new IllegalArgumentException("no incarnation has the number " + id.incarnation());
        }
        return id;
    }

    static Member.State state(ByteBuffer in) {
        byte ordinal = in.get();
        if (ordinal < 0 || ordinal >= STATES.length) {
            throw new IllegalArgumentException("no state has the number " + ordinal);
        }
        return STATES[ordinal];
    }

    static long natural(ByteBuffer in) {
        long number = Wire.number(in);
        if (number < 0) {
            throw new IllegalArgumentException("too large: " + Long.toUnsignedString(number));
        }
        return number;
    }
}
