package dev.hearsay.transport.tcp;

import dev.hearsay.api.Address;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, opened by either side. Both introduce themselves, whoever opened it first; then messages follow. Whatever else
 * comes closes the connection, with a reason in the log, and nothing but the connection.
 */
final class Connection extends SimpleChannelInboundHandler<ByteBuf> {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int LONGEST_REFUSAL = 2000;
    /** While nothing else is said, so many in the time after which silence is taken for the end. */
    private static final int SIGNS_OF_LIFE = 3;

    private final TcpTransport transport;
    private final Channel channel;
    /** The end that this side opened; null if the other side did. */
    private final Link link;

    private Address peer;
    private Introduction introduction;
    /** By the other side's numbers; null where this side has no such channel. */
    private Line<?>[] lines;

    private Future<?> deadline;
    private boolean refused;
    /** Whether somebody will look whether it still reads. At most one does. */
    private boolean watched;
    /** Whether something waits for the end of the turn. */
    private boolean unflushed;
    /** Whether something left since the last sign of life was due. */
    private boolean spoke;

    Connection(TcpTransport transport, Channel channel, Link link) {
        this.transport = transport;
        this.channel = channel;
        this.link = link;
        this.peer = link == null ? TcpTransport.guest(channel.remoteAddress()) : link.address();
    }

    Address peer() {
        return peer;
    }

    boolean isIntroduced() {
        return introduction != null;
    }

    /** Whether the one at the other end listens nowhere, so that answers have to go back this way. */
    boolean isOfGuest() {
        return introduction != null && !introduction.identity().isMember();
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    /** Bytes that were written and have not left. */
    long outboundBytes() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    /** Leaves with the others of this turn. */
    void write(ByteBuf frame) {
        channel.write(frame, channel.voidPromise());
        if (!unflushed) {
            unflushed = true;
            transport.flushLater(this);
        }
    }

    void flush() {
        unflushed = false;
        spoke = true;
        channel.flush();
    }

    private void showLife() {
        if (!channel.isOpen()) {
            return;
        }
        if (isIntroduced() && !spoke) {
            channel.writeAndFlush(transport.frames().ping());
        }
        spoke = false;
        long pause = Math.max(1, transport.options().silence().toNanos() / SIGNS_OF_LIFE);
        channel.eventLoop().schedule(this::showLife, pause, TimeUnit.NANOSECONDS);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        showLife();
        deadline = channel.eventLoop()
                .schedule(
                        () -> close("did not introduce itself in time"),
                        transport.options().connectTimeout().toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (link != null) {
            introduceMyself();
        }
    }

    private void introduceMyself() {
        channel.writeAndFlush(transport
                .frames()
                .of(Frames.INTRODUCTION, transport.introduction().bytes()));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
        // with its length, which the decoder has taken off
        int size = Integer.BYTES + frame.readableBytes();
        try {
            int kind = transport.frames().open(frame);
            if (kind >= Frames.FIRST_CHANNEL) {
                message(kind - Frames.FIRST_CHANNEL, frame, size);
            } else if (kind == Frames.INTRODUCTION) {
                introduced(Introduction.read(frame.nioBuffer()));
            } else if (kind == Frames.REFUSAL) {
                int length = Math.min(frame.readableBytes(), LONGEST_REFUSAL);
                refused(printable(
                        frame.readCharSequence(length, StandardCharsets.UTF_8).toString()));
            }
        } catch (IllegalArgumentException e) {
            close("sent what nobody can read: " + e.getMessage());
        }
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private void introduced(Introduction other) {
        if (introduction != null) {
            close("introduced itself twice");
            return;
        }
        String objection = Introduction.objection(transport.introduction(), other);
        if (objection != null) {
            channel.writeAndFlush(transport.frames().of(Frames.REFUSAL, objection.getBytes(StandardCharsets.UTF_8)));
            refused(objection);
            return;
        }
        deadline.cancel(false);
        introduction = other;
        lines = transport.linesFor(other);
        if (other.identity().isMember()) {
            peer = other.identity().address();
        }
        if (link == null) {
            introduceMyself();
            transport.admitted(this);
        } else {
            link.ready(this);
        }
    }

    private void refused(String why) {
        refused = true;
        transport.events().refused(peer, why);
        close("is refused: " + why);
    }

    private void message(int number, ByteBuf frame, int size) {
        if (introduction == null) {
            close("sent a message before its introduction");
            return;
        }
        Line<?> line = number < lines.length ? lines[number] : null;
        if (line == null) {
            return;
        }
        Object message = line.decode(frame.internalNioBuffer(frame.readerIndex(), frame.readableBytes()));
        line.counters().countReceived(size);
        TcpLane.guarded(line, peer, message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent idle && idle.state() == IdleState.READER_IDLE) {
            close("was silent for " + transport.options().silence().toMillis() + " ms");
        }
    }

    /** Somebody who does not read is cut off after as long as somebody who does not write. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (!channel.isWritable()) {
            channel.flush();
            if (!watched) {
                lookAgain();
            }
        }
    }

    /** One who reads a little goes on being looked at. */
    private void lookAgain() {
        watched = true;
        long before = channel.bytesBeforeWritable();
        channel.eventLoop()
                .schedule(() -> tooSlow(before), transport.options().silence().toNanos(), TimeUnit.NANOSECONDS);
    }

    private void tooSlow(long before) {
        watched = false;
        if (channel.isOpen() && !channel.isWritable()) {
            if (channel.bytesBeforeWritable() >= before) {
                close("does not read what is sent to it");
            } else {
                lookAgain();
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof Error) {
            TcpLane.failed(cause);
        }
        close((cause instanceof DecoderException ? "sent what is no frame: " : "failed: ") + cause.getMessage());
    }

    void close(String why) {
        if (channel.isOpen()) {
            LOG.info("connection of {} closed: it {}", peer, why);
            channel.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        deadline.cancel(false);
        transport.ended(this);
        if (link != null) {
            link.lost(refused ? null : "it ended the connection");
        }
    }
}
