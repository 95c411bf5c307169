package dev.hearsay.api.protocol;

import dev.hearsay.api.port.Codec;

/**
 * A conversation between nodes, written as event handlers. All calls come on one lane; none may block. A timeout is an event
 * on the lane (ask {@code host.environment().after}), not an exception; to repeat, ask again.
 *
 * @param <P> how peers are named
 * @param <H> what it may do
 */
public interface Protocol<P, H extends Host<P>> {
    /** Called once, before any other event. */
    void start(H host);

    /** A peer's message arrived; late, twice or out of order, as the network pleases. */
    void receive(P from, ProtocolMessage message);

    /** No event follows. Timers that are still running must do nothing. */
    void stop();

    Codec<ProtocolMessage> codec();
}
