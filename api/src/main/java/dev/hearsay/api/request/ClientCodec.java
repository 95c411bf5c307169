package dev.hearsay.api.request;

import dev.hearsay.api.Context;
import dev.hearsay.api.Dot;
import dev.hearsay.api.Key;
import dev.hearsay.api.Mutation;
import dev.hearsay.api.Reading;
import dev.hearsay.api.Value;
import dev.hearsay.api.port.Codec;
import dev.hearsay.api.port.Wire;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The bytes of {@link ClientMessage}s: a kind byte, the id, then what the kind needs. */
final class ClientCodec implements Codec<ClientMessage> {
    private static final byte READ = 0;
    private static final byte PUT = 1;
    private static final byte DELETE = 2;
    private static final byte DONE_READ = 3;
    private static final byte DONE_WRITE = 4;
    private static final byte REFUSED = 5;
    private static final byte UNKNOWN = 6;
    /** Done, and who answered. */
    private static final byte DETAILED_READ = 7;

    private static final byte DETAILED_WRITE = 8;

    private static final int FORWARDED = 1;
    private static final int DETAILED = 2;

    @Override
    public int size(ClientMessage message) {
        int head = 1 + Wire.size(message.id());
        if (message instanceof ClientRequest request) {
            return head + size(request);
        }
        return head + size(((ClientReply) message).outcome());
    }

    private static int size(ClientRequest request) {
        RequestOptions options = request.options();
        int value = request.isRead() || request.mutation().isDelete()
                ? 0
                : Wire.size(request.mutation().value());
        return 1
                + Wire.size(request.key())
                + value
                + (request.isRead() ? 0 : Wire.size(request.context()))
                + Wire.size(options.n())
                + Wire.size(options.r())
                + Wire.size(options.w())
                + Wire.size(options.timeoutNanos())
                + 1;
    }

    private static int size(Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            int dot = done.written() == null
                    ? 0
                    : Wire.size(done.written().actor())
                            + Wire.size(done.written().counter());
            int values = Wire.size(done.reading().values().size());
            for (Value value : done.reading().values()) {
                values += Wire.size(value);
            }
            Outcome.Answered answered = done.answered();
            int details = answered == null ? 0 : Wire.size(answered.ranks()) + Wire.size(answered.topology());
            return dot + values + Wire.size(done.reading().context()) + details;
        }
        return 1;
    }

    @Override
    public void encode(ClientMessage message, ByteBuffer out) {
        if (message instanceof ClientRequest request) {
            out.put(request.isRead() ? READ : request.mutation().isDelete() ? DELETE : PUT);
            Wire.put(out, request.id());
            encode(request, out);
        } else {
            Outcome outcome = ((ClientReply) message).outcome();
            out.put(kind(outcome));
            Wire.put(out, message.id());
            encode(outcome, out);
        }
    }

    private static byte kind(Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            return done.answered() == null
                    ? done.written() == null ? DONE_READ : DONE_WRITE
                    : done.written() == null ? DETAILED_READ : DETAILED_WRITE;
        }
        return outcome instanceof Outcome.Refused ? REFUSED : UNKNOWN;
    }

    private static void encode(ClientRequest request, ByteBuffer out) {
        RequestOptions options = request.options();
        out.put((byte) ((request.forwarded() ? FORWARDED : 0) | (request.detailed() ? DETAILED : 0)));
        Wire.put(out, request.key());
        if (!request.isRead()) {
            if (!request.mutation().isDelete()) {
                Wire.put(out, request.mutation().value());
            }
            Wire.put(out, request.context());
        }
        Wire.put(out, options.n());
        Wire.put(out, options.r());
        Wire.put(out, options.w());
        Wire.put(out, options.timeoutNanos());
        out.put((byte)
                (options.durability() == null ? 0 : 1 + options.durability().ordinal()));
    }

    private static void encode(Outcome outcome, ByteBuffer out) {
        if (outcome instanceof Outcome.Done done) {
            if (done.written() != null) {
                Wire.put(out, done.written().actor());
                Wire.put(out, done.written().counter());
            }
            Wire.put(out, done.reading().values().size());
            for (Value value : done.reading().values()) {
                Wire.put(out, value);
            }
            Wire.put(out, done.reading().context());
            if (done.answered() != null) {
                Wire.put(out, done.answered().ranks());
                Wire.put(out, done.answered().topology());
            }
        } else {
            Outcome.Reason reason = outcome instanceof Outcome.Refused refused
                    ? refused.reason()
                    : ((Outcome.Unknown) outcome).reason();
            out.put((byte) reason.ordinal());
        }
    }

    @Override
    public ClientMessage decode(ByteBuffer in) {
        try {
            byte kind = in.get();
            if (kind < READ || kind > DETAILED_WRITE) {
                throw new IllegalArgumentException("no message of the client channel has kind " + kind);
            }
            long id = Wire.number(in);
            return kind <= DELETE ? request(kind, id, in) : new ClientReply(id, outcome(kind, in));
        } catch (BufferUnderflowException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("not a message of the client channel", e);
        }
    }

    private static ClientRequest request(byte kind, long id, ByteBuffer in) {
        int flags = in.get();
        if ((flags & ~(FORWARDED | DETAILED)) != 0) {
            throw new IllegalArgumentException("a request has no flags " + flags);
        }
        Key key = Wire.key(in);
        Mutation mutation = null;
        Context context = Context.NONE;
        if (kind != READ) {
            mutation = kind == PUT ? Mutation.put(Wire.value(in)) : Mutation.delete();
            context = Wire.context(in);
        }
        int n = Wire.smallNumber(in);
        int r = Wire.smallNumber(in);
        int w = Wire.smallNumber(in);
        long timeout = Wire.number(in);
        int durability = in.get();
        RequestOptions options =
                new RequestOptions(n, r, w, timeout, durability == 0 ? null : Durability.values()[durability - 1]);
        return new ClientRequest(
                id, key, mutation, context, options, (flags & FORWARDED) != 0, (flags & DETAILED) != 0);
    }

    private static Outcome outcome(byte kind, ByteBuffer in) {
        if (kind == REFUSED) {
            return new Outcome.Refused(Outcome.Reason.values()[in.get()]);
        }
        if (kind == UNKNOWN) {
            return new Outcome.Unknown(Outcome.Reason.values()[in.get()]);
        }
        boolean detailed = kind >= DETAILED_READ;
        Dot dot = kind == DONE_WRITE || kind == DETAILED_WRITE ? new Dot(Wire.member(in), Wire.number(in)) : null;
        int count = Wire.count(in, 1);
        List<Value> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(Wire.value(in));
        }
        Reading reading = new Reading(values, Wire.context(in));
        return new Outcome.Done(reading, dot, detailed ? new Outcome.Answered(Wire.number(in), Wire.number(in)) : null);
    }
}
