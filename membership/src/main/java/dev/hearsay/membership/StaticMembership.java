package dev.hearsay.membership;

import dev.hearsay.api.Address;
import dev.hearsay.api.port.Codec;
import dev.hearsay.api.protocol.Membership;
import dev.hearsay.api.protocol.MembershipHost;
import dev.hearsay.api.protocol.ProtocolMessage;
import java.nio.ByteBuffer;

/**
 * The members known at the start, for ever. It says nothing and hears nobody, so that the other slots can be looked at alone.
 * A detector then sees silence only: give it a patience longer than the run.
 */
final class StaticMembership implements Membership {
    @Override
    public void start(MembershipHost host) {
        // What the host knows is all there is.
    }

    @Override
    public void receive(Address from, ProtocolMessage message) {
        // Somebody is configured otherwise. There is nothing to learn from them.
    }

    /** Others would not hear of it. */
    @Override
    public void leave() {
        // Nobody to tell.
    }

    @Override
    public void stop() {
        // Nothing runs.
    }

    @Override
    public Codec<ProtocolMessage> codec() {
        return new Codec<>() {
            @Override
            public int size(ProtocolMessage message) {
                return 0;
            }

            @Override
            public void encode(ProtocolMessage message, ByteBuffer out) {
                // Never said.
            }

            @Override
            public ProtocolMessage decode(ByteBuffer in) {
                throw new IllegalArgumentException("static membership has no messages");
            }
        };
    }
}
