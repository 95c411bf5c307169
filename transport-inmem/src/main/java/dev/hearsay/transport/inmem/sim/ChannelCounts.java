package dev.hearsay.transport.inmem.sim;

/** What went through all channels of one name. */
public final class ChannelCounts {
    /** The number of the channel in this run: its place in the tables of links and transports. */
    final int channel;

    /** A hash of the channel's name. */
    final long identity;

    long messages;
    long bytes;
    long dropped;

    ChannelCounts(int channel, String name) {
        this.channel = channel;
        this.identity = Hash.of(name);
    }

    /** Messages handed over, the lost ones included; one that the network doubles counts once. */
    public long messages() {
        return messages;
    }

    /** Their bytes, as their codec counts them. */
    public long bytes() {
        return bytes;
    }

    /** Messages that were lost on the way: by chance, or because the link was cut. */
    public long dropped() {
        return dropped;
    }
}
