package dev.hearsay.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A connection of which it is not known yet for which lane it is. It keeps what comes until that is its first message; then it reads no more, the
 * connection leaves this event loop for the lane's, and only there begins what else there is to a connection: so that no handler but this one
 * ever sees two threads, and this one the second only after the first has let go.
 */
final class Arrival extends ChannelInboundHandlerAdapter {
    /** A longer first message is left to the lane's own limits, and their words. */
    private static final int LARGEST = 64 << 10;

    private static final int LENGTH = Integer.BYTES;

    private final Arrivals arrivals;
    private final SocketChannel channel;
    private final Future<?> deadline;
    private final ByteBuf come = Unpooled.buffer(512, LARGEST * 16);
    private boolean leaving;

    Arrival(Arrivals arrivals, SocketChannel channel, Duration patience) {
        this.arrivals = arrivals;
        this.channel = channel;
        this.deadline =
                arrivals.first().loop().schedule(() -> channel.close(), patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        ByteBuf bytes = (ByteBuf) read;
        int size = bytes.readableBytes();
        boolean taken = come.readableBytes() + size <= come.maxCapacity() && arrivals.takes(size);
        if (taken) {
            come.writeBytes(bytes);
        }
        bytes.release();
        if (!taken) {
            channel.close();
        } else if (!leaving && isEnough()) {
            leave();
        }
    }

    private boolean isEnough() {
        if (come.readableBytes() < LENGTH) {
            return false;
        }
        int length = come.getInt(0);
        return length < 0 || length > LARGEST || come.readableBytes() >= LENGTH + length;
    }

    private Introduction introduction() {
        int length = come.getInt(0);
        if (length < 0 || length > LARGEST) {
            return null;
        }
        ByteBuf frame = come.slice(LENGTH, length);
        try {
            int kind = new Frames().open(frame);
            return kind == Frames.INTRODUCTION ? Introduction.read(frame.nioBuffer()) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** What was read meanwhile, in this turn, is kept here too, and goes along. */
    private void leave() {
        leaving = true;
        deadline.cancel(false);
        LaneTransport to = arrivals.laneOf(introduction());
        channel.config().setAutoRead(false);
        EventLoop there = to.lane().loop();
        if (there == channel.eventLoop()) {
            there.execute(() -> settle(to));
            return;
        }
        channel.deregister()
                .addListener(left -> there.register(channel).addListener(registered -> {
                    if (registered.isSuccess()) {
                        there.execute(() -> settle(to));
                    } else {
                        channel.close();
                    }
                }));
    }

    private void settle(LaneTransport to) {
        if (channel.pipeline().context(this) == null) {
            // It was closed on the way.
            channel.close();
            return;
        }
        ByteBuf first = come.retainedDuplicate();
        channel.pipeline().remove(this);
        to.settle(channel, first);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        deadline.cancel(false);
        arrivals.gone(come.readableBytes());
        come.release();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        channel.close();
    }
}
