package dev.hearsay.transport.tcp;

import dev.hearsay.api.Address;

/** What happens to connections, for those who want to know. Called on the lane. */
public interface TcpEvents {
    TcpEvents NONE = new TcpEvents() {};

    /**
     * Two found that they must not speak with each other: another cluster, other settings, another version. It is tried again,
     * after a pause, for as long as somebody sends.
     *
     * @param why a sentence
     */
    default void refused(Address peer, String why) {}

    /** A connection to it is open, and both have introduced themselves. */
    default void reached(Address peer) {}

    /** A connection to it that was open has ended: what was sent on it and not answered will not be. */
    default void lost(Address peer) {}

    /** It could not be reached. */
    default void unreachable(Address peer, String why) {}

    /** One who listens nowhere may be answered from now on, at this address of port 0. */
    default void came(Address guest) {}

    /** One who came has gone. */
    default void left(Address guest) {}
}
