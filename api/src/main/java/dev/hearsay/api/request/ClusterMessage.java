package dev.hearsay.api.request;

/** What travels on the cluster channel: two questions, and what is said to them. */
public sealed interface ClusterMessage {
    /** Of the question; the answer carries it. */
    long id();

    /** @param known the digest of the ring that the asker has; 0 if it has none */
    record AskRing(long id, long known) implements ClusterMessage {}

    record AskStatus(long id) implements ClusterMessage {}

    /**
     * The ring.
     *
     * @param digest of all of it: equal digests, equal rings, whoever tells them
     * @param ring null if the asker has it already
     */
    record RingIs(long id, long digest, Ring ring) implements ClusterMessage {}

    record StatusIs(long id, NodeStatus status) implements ClusterMessage {}
}
