package dev.hearsay.api.protocol;

import dev.hearsay.api.port.Environment;

/**
 * All that a protocol can do to the world.
 *
 * @param <P> how the protocol names its peers
 */
public interface Host<P> {
    Environment environment();

    /** Sends to a peer; it may be lost. False: not taken, too much is waiting. */
    boolean send(P to, ProtocolMessage message);
}
