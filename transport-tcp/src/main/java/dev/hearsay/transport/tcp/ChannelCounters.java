package dev.hearsay.transport.tcp;

import java.util.concurrent.atomic.LongAdder;

/** What went over one channel, whoever the peer. What a node sends to itself does not go over the network. */
public final class ChannelCounters {
    private final String name;
    private final LongAdder sent = new LongAdder();
    private final LongAdder sentBytes = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder receivedBytes = new LongAdder();
    private final LongAdder notTaken = new LongAdder();

    ChannelCounters(String name) {
        this.name = name;
    }

    void countSent(int bytes) {
        sent.increment();
        sentBytes.add(bytes);
    }

    void countReceived(int bytes) {
        received.increment();
        receivedBytes.add(bytes);
    }

    void countNotTaken() {
        notTaken.increment();
    }

    /** Of the channel. */
    public String name() {
        return name;
    }

    public long sent() {
        return sent.sum();
    }

    /** Frames included. */
    public long sentBytes() {
        return sentBytes.sum();
    }

    public long received() {
        return received.sum();
    }

    public long receivedBytes() {
        return receivedBytes.sum();
    }

    public long notTaken() {
        return notTaken.sum();
    }
}
