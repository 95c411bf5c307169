package dev.hearsay.api.request;

import dev.hearsay.api.port.Codec;
import dev.hearsay.api.port.Wire;
import dev.hearsay.api.request.ClusterMessage.AskRing;
import dev.hearsay.api.request.ClusterMessage.AskStatus;
import dev.hearsay.api.request.ClusterMessage.RingIs;
import dev.hearsay.api.request.ClusterMessage.StatusIs;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** The bytes of {@link ClusterMessage}s: a kind byte, the id, then what the kind needs. */
final class ClusterCodec implements Codec<ClusterMessage> {
    private static final byte ASK_RING = 0;
    private static final byte ASK_STATUS = 1;
    private static final byte RING = 2;
    private static final byte SAME_RING = 3;
    private static final byte STATUS = 4;

    @Override
    public int size(ClusterMessage message) {
        int head = 1 + Wire.size(message.id());
        if (message instanceof AskRing ask) {
            return head + Wire.size(ask.known());
        }
        if (message instanceof RingIs told) {
            return head + Wire.size(told.digest()) + (told.ring() == null ? 0 : RingBytes.size(told.ring()));
        }
        return message instanceof StatusIs told ? head + StatusBytes.size(told.status()) : head;
    }

    @Override
    public void encode(ClusterMessage message, ByteBuffer out) {
        out.put(kind(message));
        Wire.put(out, message.id());
        if (message instanceof AskRing ask) {
            Wire.put(out, ask.known());
        } else if (message instanceof RingIs told) {
            Wire.put(out, told.digest());
            if (told.ring() != null) {
                RingBytes.put(out, told.ring());
            }
        } else if (message instanceof StatusIs told) {
            StatusBytes.put(out, told.status());
        }
    }

    private static byte kind(ClusterMessage message) {
        if (message instanceof RingIs told) {
            return told.ring() == null ? SAME_RING : RING;
        }
        return message instanceof AskRing ? ASK_RING : message instanceof AskStatus ? ASK_STATUS : STATUS;
    }

    @Override
    public ClusterMessage decode(ByteBuffer in) {
        try {
            byte kind = in.get();
            long id = Wire.number(in);
            return switch (kind) {
                case ASK_RING -> new AskRing(id, Wire.number(in));
                case ASK_STATUS -> new AskStatus(id);
                case RING -> new RingIs(id, Wire.number(in), RingBytes.read(in));
                case SAME_RING -> new RingIs(id, Wire.number(in), null);
                case STATUS -> new StatusIs(id, StatusBytes.read(in));
                default -> throw new IllegalArgumentException("no message of the cluster channel has the kind " + kind);
            };
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("not a message of the cluster channel", e);
        }
    }
}
