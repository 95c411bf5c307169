package dev.hearsay.api.port;

import dev.hearsay.api.Address;

/** The sending end of a channel. */
@FunctionalInterface
public interface Sender<M> {
    /**
     * Hands a message over; it may still be lost. The message must be immutable.
     *
     * @return false if it was not taken, because too much is waiting for that destination or it is not known; a counter rises
     */
    boolean send(Address to, M message);
}
