package dev.hearsay.api.port;

import dev.hearsay.api.Address;

/** The receiving end of a channel; called on the node's lane. */
@FunctionalInterface
public interface Receiver<M> {
    void receive(Address from, M message);
}
