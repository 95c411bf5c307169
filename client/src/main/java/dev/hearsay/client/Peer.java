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

    /** Whether there is nothing against asking it. */
    boolean seemsWell(long nowNanos) {
        return !unreachable && (!silent || nowNanos - silentUntil >= 0);
    }
}
