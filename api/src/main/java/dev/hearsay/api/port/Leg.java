package dev.hearsay.api.port;

/**
 * Which part of a client's operation a message is, by the letters of the WARS model (Bailis et al., <i>Probabilistically Bounded
 * Staleness for Practical Partial Quorums</i>, VLDB 2012). A simulated network can give each leg a delay of its own.
 */
public enum Leg {
    /** No part of an operation: membership, hints, repair, clients. */
    NONE,
    /** W: a write on its way to a replica. */
    WRITE,
    /** A: the replica's acknowledgement. */
    WRITE_ACK,
    /** R: a read on its way to a replica. */
    READ,
    /** S: what the replica sends back. */
    READ_REPLY
}
