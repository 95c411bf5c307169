package dev.hearsay.transport.tcp;

import io.netty.channel.Channel;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** A port that is taken already, and the transport that will accept on it. */
public final class TcpListener {
    private Channel server;
    private Consumer<SocketChannel> transport = SocketChannel::close;

    void bound(Channel channel) {
        server = channel;
    }

    /** The port, also if any was asked for. */
    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    void accepted(SocketChannel channel) {
        transport.accept(channel);
    }

    void start(Consumer<SocketChannel> acceptor) {
        transport = acceptor;
        server.config().setAutoRead(true);
    }

    void close() {
        server.close();
    }
}
