package dev.hearsay.node.message;

import dev.hearsay.api.MemberId;
import dev.hearsay.api.port.Channel;
import dev.hearsay.api.port.Codec;
import dev.hearsay.api.port.Wire;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * "I stop, and shall not come back under this incarnation": evidence for whoever judges who answers. It moves nothing: the member keeps
 * what it owns, and others stand in for it until its next incarnation comes.
 */
public record Farewell(MemberId who) {
    public static final Channel<Farewell> CHANNEL = new Channel<>("farewell", 1, Farewell.class, new FarewellCodec());

    private static final class FarewellCodec implements Codec<Farewell> {
        @Override
        public int size(Farewell message) {
            return Wire.size(message.who());
        }

        @Override
        public void encode(Farewell message, ByteBuffer out) {
            Wire.put(out, message.who());
        }

        @Override
        public Farewell decode(ByteBuffer in) {
            try {
                return new Farewell(Wire.member(in));
            } catch (BufferUnderflowException e) {
                throw new IllegalArgumentException("the message ends in the middle", e);
            }
        }
    }
}
