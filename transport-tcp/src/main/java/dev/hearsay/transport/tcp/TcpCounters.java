package dev.hearsay.transport.tcp;

import java.util.concurrent.atomic.LongAdder;

/** What a transport did since it was made. May be read from anywhere. */
public final class TcpCounters {
    final LongAdder sent = new LongAdder();
    final LongAdder sentBytes = new LongAdder();
    final LongAdder received = new LongAdder();
    final LongAdder receivedBytes = new LongAdder();
    final LongAdder notTaken = new LongAdder();
    final LongAdder opened = new LongAdder();
    final LongAdder closed = new LongAdder();

    /** Messages handed to connections. */
    public long sent() {
        return sent.sum();
    }

    /** Of those messages, frames included. */
    public long sentBytes() {
        return sentBytes.sum();
    }

    /** Messages handed to receivers. */
    public long received() {
        return received.sum();
    }

    public long receivedBytes() {
        return receivedBytes.sum();
    }

    /** Messages for which {@code send} answered false. */
    public long notTaken() {
        return notTaken.sum();
    }

    /** Connections that are open, whoever opened them. */
    public long connections() {
        return opened.sum() - closed.sum();
    }
}
