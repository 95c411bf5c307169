package dev.hearsay.client;

import dev.hearsay.api.Address;

/** What a client knows of one node from speaking with it. Used on the client's lane. */
final class Peer {
    final Address address;
    /** Requests that it has not answered. */
    int inFlight;
    /** A connection is open. */
    boolean connected;
    /** The last attempt to connect failed. */
    boolean unreachable;
    /** It did not answer in time. */
    boolean silent;

    private long silentUntil;
    private boolean overloaded;
    private long overloadedUntil;

    Peer(Address address) {
        this.address = address;
    }

    void fellSilent(long untilNanos) {
        silent = true;
        silentUntil = untilNanos;
    }

    void answered() {
        silent = false;
    }

    /** It refuses at once, and so always owes the fewest answers: without a pause it would draw all the load. */
    void refusedToDoMore(long untilNanos) {
        overloaded = true;
        overloadedUntil = untilNanos;
    }

    /** Whether there is nothing against asking it. */
    boolean seemsWell(long nowNanos) {
        return !unreachable
                && (!silent || nowNanos - silentUntil >= 0)
                && (!overloaded || nowNanos - overloadedUntil >= 0);
    }
}
