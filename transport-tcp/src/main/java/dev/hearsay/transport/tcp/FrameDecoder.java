package dev.hearsay.transport.tcp;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;

/**
 * Cuts a connection into frames. What a head announces reserves nothing: a frame takes as much memory as has come of it. What has come of
 * unfinished frames is counted over all connections ({@link Unfinished}), since each alone may take as much as the largest frame.
 */
final class FrameDecoder extends LengthFieldBasedFrameDecoder {
    private final Unfinished unfinished;
    private long held;
    /** When the frame began that is not finished yet. */
    private long since;

    private Connection connection;

    FrameDecoder(int limit, Unfinished unfinished) {
        super(limit, 0, Integer.BYTES, 0, Integer.BYTES);
        this.unfinished = unfinished;
    }

    void of(Connection owner) {
        connection = owner;
    }

    long held() {
        return held;
    }

    long since() {
        return since;
    }

    void cutOff() {
        connection.close("has the oldest of unfinished messages that together take more than this node gives them");
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
        super.channelRead(context, bytes);
        int now = actualReadableBytes();
        if (now == 0 && held == 0) {
            return;
        }
        if (held == 0 || now < held) {
            since = System.nanoTime();
        }
        long before = held;
        held = now;
        unfinished.changed(this, before);
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) throws Exception {
        long before = held;
        held = 0;
        unfinished.changed(this, before);
        super.handlerRemoved0(context);
    }
}
