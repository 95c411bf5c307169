package dev.hearsay.observer.measure;

/**
 * What the network carried during the span that the operations are charged with; the driver chooses the span. A channel that
 * nobody opened counts nothing.
 */
public interface CostCounters {
    /** Messages handed to the network on a channel. */
    long messages(String channel);

    /** Their bytes on the wire, framing included. */
    long bytes(String channel);

    /** Those among the messages that never arrived. */
    long dropped(String channel);
}
