package dev.hearsay.transport.tcp;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

/** What a transport did since it was made, by channel. May be read from anywhere. */
public final class TcpCounters {
    final LongAdder opened = new LongAdder();
    final LongAdder closed = new LongAdder();
    private final List<ChannelCounters> channels = new CopyOnWriteArrayList<>();

    ChannelCounters channel(String name) {
        ChannelCounters counters = new ChannelCounters(name);
        channels.add(counters);
        return counters;
    }

    /** Those of the channels that are open by now, in the order in which they were opened. */
    public List<ChannelCounters> channels() {
        return List.copyOf(channels);
    }

    /** Messages handed to connections. */
    public long sent() {
        return total(ChannelCounters::sent);
    }

    /** Of those messages, frames included. */
    public long sentBytes() {
        return total(ChannelCounters::sentBytes);
    }

    /** Messages handed to receivers. */
    public long received() {
        return total(ChannelCounters::received);
    }

    public long receivedBytes() {
        return total(ChannelCounters::receivedBytes);
    }

    /** Messages for which {@code send} answered false. */
    public long notTaken() {
        return total(ChannelCounters::notTaken);
    }

    private long total(ToLongFunction<ChannelCounters> counter) {
        return channels.stream().mapToLong(counter).sum();
    }

    /** Connections that are open, whoever opened them. */
    public long connections() {
        return opened.sum() - closed.sum();
    }
}
