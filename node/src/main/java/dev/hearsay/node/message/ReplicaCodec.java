package dev.hearsay.node.message;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.port.Codec;
import dev.hearsay.api.port.Wire;
import dev.hearsay.api.request.Durability;
import dev.hearsay.api.rule.Versioning;
import dev.hearsay.node.message.ReplicaMessage.Fetch;
import dev.hearsay.node.message.ReplicaMessage.Fetched;
import dev.hearsay.node.message.ReplicaMessage.Store;
import dev.hearsay.node.message.ReplicaMessage.Stored;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** A kind byte, the request, the rank and the attempt, then what the kind needs. A cell comes last and takes the rest. */
final class ReplicaCodec implements Codec<ReplicaMessage> {
    private static final byte FETCH = 0;
    private static final byte FETCHED = 1;
    private static final byte STORE = 2;
    private static final byte STORED = 3;
    private static final byte FETCHED_IN_PART = 4;
    private static final int STANDS_IN = 1;
    private static final int DISK = 2;

    private final Versioning versioning;

    ReplicaCodec(Versioning versioning) {
        this.versioning = versioning;
    }

    @Override
    public int size(ReplicaMessage message) {
        int head = 3 + Wire.size(message.request());
        if (message instanceof Fetched fetched) {
            return head + fetched.cell().encodedSize();
        }
        if (message instanceof Fetch fetch) {
            return head + Wire.size(fetch.key());
        }
        if (message instanceof Store store) {
            int owner = store.standsInFor() == null ? 0 : Wire.size(store.standsInFor());
            return head + 1 + Wire.size(store.key()) + owner + store.cell().encodedSize();
        }
        return head + 1;
    }

    @Override
    public void encode(ReplicaMessage message, ByteBuffer out) {
        out.put(kind(message));
        Wire.put(out, message.request());
        out.put((byte) message.rank());
        out.put((byte) message.attempt());
        if (message instanceof Fetched fetched) {
            versioning.encode(fetched.cell(), out);
        } else if (message instanceof Fetch fetch) {
            Wire.put(out, fetch.key());
        } else if (message instanceof Store store) {
            encode(store, out);
        } else {
            out.put((byte) (((Stored) message).stored() ? 1 : 0));
        }
    }

    private static byte kind(ReplicaMessage message) {
        if (message instanceof Fetch) {
            return FETCH;
        }
        if (message instanceof Fetched fetched) {
            return fetched.whole() ? FETCHED : FETCHED_IN_PART;
        }
        return message instanceof Store ? STORE : STORED;
    }

    private void encode(Store store, ByteBuffer out) {
        int flags = (store.standsInFor() == null ? 0 : STANDS_IN) | (store.durability() == Durability.DISK ? DISK : 0);
        out.put((byte) flags);
        Wire.put(out, store.key());
        if (store.standsInFor() != null) {
            Wire.put(out, store.standsInFor());
        }
        versioning.encode(store.cell(), out);
    }

    @Override
    public ReplicaMessage decode(ByteBuffer in) {
        try {
            byte kind = in.get();
            long request = Wire.number(in);
            int rank = rank(in.get());
            int attempt = in.get();
            return switch (kind) {
                case FETCH -> new Fetch(request, rank, attempt, Wire.key(in));
                case FETCHED, FETCHED_IN_PART ->
                    new Fetched(request, rank, attempt, versioning.decode(in), kind == FETCHED);
                case STORE -> store(request, rank, attempt, in);
                case STORED -> new Stored(request, rank, attempt, in.get() == 1);
                default -> throw new IllegalArgumentException("no message of replicas has kind " + kind);
            };
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the message ends in the middle", e);
        }
    }

    /** Sets of ranks are bits of a long. */
    private static int rank(byte read) {
        if (read < 0 || read >= Long.SIZE) {
            throw new IllegalArgumentException("no replica has rank " + read);
        }
        return read;
    }

    private Store store(long request, int rank, int attempt, ByteBuffer in) {
        int flags = in.get();
        Key key = Wire.key(in);
        MemberId owner = (flags & STANDS_IN) == 0 ? null : Wire.member(in);
        Cell cell = versioning.decode(in);
        return new Store(
                request, rank, attempt, key, cell, owner, (flags & DISK) == 0 ? Durability.MEMORY : Durability.DISK);
    }
}
