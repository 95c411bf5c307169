package dev.hearsay.api.port;

import dev.hearsay.api.Address;

/**
 * Carries messages. It may lose, delay, duplicate and reorder them; it never alters them, never blocks and never throws for
 * what the network did. A message to oneself travels like any other.
 *
 * <p>A transport between processes encodes; one inside a JVM passes the immutable message itself and counts the bytes its codec
 * says it would take, and can be told to encode and decode, so that tests cover the codecs.
 */
public interface Transport extends AutoCloseable {
    /** Opens a channel, before {@link #start}. Each name at most once. */
    <M> Sender<M> open(Channel<M> channel, Receiver<M> receiver);

    /** From now on messages to {@code self} arrive. */
    void start(Address self);

    /** Stops receiving; what is in flight may be lost. */
    @Override
    void close();
}
