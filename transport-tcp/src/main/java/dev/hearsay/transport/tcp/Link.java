package dev.hearsay.transport.tcp;

import dev.hearsay.api.Address;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The way to one peer: a connection that is opened when there is something to send, and opened again after a pause when it failed.
 * What is sent while it opens waits for it, up to a limit; what is sent during the pause is not taken.
 */
final class Link {
    private final TcpTransport transport;
    private final Address address;
    private final Deque<ByteBuf> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private Connection connection;
    private boolean opening;
    private boolean closed;
    private long backoffNanos;
    private long notBefore;

    Link(TcpTransport transport, Address address) {
        this.transport = transport;
        this.address = address;
        this.backoffNanos = transport.options().firstBackoff().toNanos();
        this.notBefore = transport.nanoTime();
    }

    Address address() {
        return address;
    }

    /** Whether so many bytes more would be taken now. */
    boolean takes(int bytes) {
        if (closed) {
            return false;
        }
        if (connection != null) {
            return connection.isWritable();
        }
        // If nothing waits, then one of any size: as on a connection that is open, or the largest could never be the
        // first.
        return (waitingBytes == 0
                        || waitingBytes + bytes
                                <= transport.options().outboundLimit().bytes())
                && (opening || transport.nanoTime() - notBefore >= 0);
    }

    long outboundBytes() {
        return connection == null ? waitingBytes : connection.outboundBytes();
    }

    void send(ByteBuf frame) {
        if (connection != null) {
            connection.write(frame);
            return;
        }
        waiting.add(frame);
        waitingBytes += frame.readableBytes();
        if (!opening) {
            open();
        }
    }

    private void open() {
        opening = true;
        TcpOptions options = transport.options();
        ChannelFuture connected = new Bootstrap()
                .group(transport.lane().loop())
                .channel(transport.lane().socketType())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        Math.min(Integer.MAX_VALUE, options.connectTimeout().toMillis()))
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        transport.prepare(channel, Link.this);
                    }
                })
                .connect(address.host(), address.port());
        connected.addListener(done -> {
            if (!done.isSuccess()) {
                lost(done.cause().getMessage());
            }
        });
    }

    void ready(Connection opened) {
        opening = false;
        connection = opened;
        transport.events().reached(address);
        backoffNanos = transport.options().firstBackoff().toNanos();
        for (ByteBuf frame : waiting) {
            connection.write(frame);
        }
        waiting.clear();
        waitingBytes = 0;
    }

    /** @param why it could not be reached; null if that has been told */
    void lost(String why) {
        if (opening && why != null) {
            transport.events().unreachable(address, why);
        }
        if (connection != null) {
            transport.events().lost(address);
        }
        opening = false;
        connection = null;
        notBefore = transport.nanoTime() + backoffNanos;
        backoffNanos =
                Math.min(2 * backoffNanos, transport.options().longestBackoff().toNanos());
        drop();
    }

    /** Neither connected nor about to be: nothing is lost with it. */
    boolean isIdle() {
        return connection == null && !opening;
    }

    long waitingBytes() {
        return waitingBytes;
    }

    /** For good. */
    void close() {
        closed = true;
        drop();
    }

    /** Messages may be lost; these are. */
    private void drop() {
        waiting.forEach(ByteBuf::release);
        waiting.clear();
        waitingBytes = 0;
    }
}
