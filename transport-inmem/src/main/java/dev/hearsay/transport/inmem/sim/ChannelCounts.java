package dev.hearsay.transport.inmem.sim;

/** What went through all channels of one name. */
public final class ChannelCounts {
    long messages;
    long bytes;
    long dropped;

    /** Messages handed over, the lost ones included. */
    public long messages() {
        return messages;
    }

    /** Their bytes, as their codec counts them. */
    public long bytes() {
        return bytes;
    }

    /** Messages that were lost. */
    public long dropped() {
        return dropped;
    }
}
