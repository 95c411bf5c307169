package dev.hearsay.antientropy;

import dev.hearsay.api.port.Codec;
import dev.hearsay.api.protocol.ProtocolMessage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** A byte that says which {@link Message}, then its fields. */
final class MessageCodec implements Codec<ProtocolMessage> {
    @Override
    public int size(ProtocolMessage message) {
        return 1 + ((Message) message).bodySize();
    }

    @Override
    public void encode(ProtocolMessage message, ByteBuffer out) {
        Message known = (Message) message;
        out.put(known.kind());
        known.encodeBody(out);
    }

    @Override
    public ProtocolMessage decode(ByteBuffer in) {
        try {
            byte kind = in.get();
            return switch (kind) {
                case Message.Root.KIND -> Message.Root.decode(in);
                case Message.Descend.KIND -> Message.Descend.decode(in);
                case Message.Page.KIND -> Message.Page.decode(in);
                case Message.Recheck.KIND -> Message.Recheck.decode(in);
                case Message.Same.KIND -> Message.Same.decode(in);
                case Message.Children.KIND -> Message.Children.decode(in);
                case Message.Found.KIND -> Message.Found.decode(in);
                case Message.Refused.KIND -> Message.Refused.decode(in);
                case Message.Doubt.KIND -> Message.Doubt.decode(in);
                default -> throw new IllegalArgumentException("no message of anti-entropy begins with " + kind);
            };
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a message of anti-entropy ends too early", e);
        }
    }
}
