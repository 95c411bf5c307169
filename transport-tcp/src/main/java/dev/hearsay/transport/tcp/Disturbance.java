package dev.hearsay.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/** Carries out {@link MessageFaults} on what one transport sends. What is held back counts against the limit of a peer, all peers together. */
final class Disturbance {
    private final MessageFaults faults;
    private final EventLoop loop;
    private final long limit;
    private long held;

    Disturbance(MessageFaults faults, EventLoop loop, long limit) {
        this.faults = faults;
        this.loop = loop;
        this.limit = limit;
    }

    MessageFaults faults() {
        return faults;
    }

    long held() {
        return held;
    }

    /** Whether so many bytes more may be held back; if nothing is, then one message of any size. */
    boolean takes(int bytes) {
        return held == 0 || held + bytes <= limit;
    }

    /** Sends the frame as often and as late as it is to be, and lets go of it. */
    void send(Link link, ByteBuf frame, long[] fate, ChannelCounters counters) {
        for (long nanos : fate) {
            if (nanos <= 0) {
                link.send(frame.retainedDuplicate());
            } else {
                hold(link, frame.retainedDuplicate(), nanos, counters);
            }
        }
        frame.release();
    }

    private void hold(Link link, ByteBuf copy, long nanos, ChannelCounters counters) {
        int bytes = copy.readableBytes();
        held += bytes;
        loop.schedule(
                () -> {
                    held -= bytes;
                    if (link.takes(bytes)) {
                        link.send(copy);
                    } else {
                        counters.countNotTaken();
                        copy.release();
                    }
                },
                nanos,
                TimeUnit.NANOSECONDS);
    }
}
