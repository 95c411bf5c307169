package dev.hearsay.cli.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Sends back what it gets. A process of its own, that ends when its standard input does. */
public final class EchoServer {
    private EchoServer() {}

    /** Prints the port at which it listens. */
    public static void main(String[] arguments) throws IOException {
        EventLoopGroup loop = Echo.loop();
        Channel server = new ServerBootstrap()
                .group(loop, loop)
                .channel(Echo.EPOLL ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new Back());
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
        System.out.println(((InetSocketAddress) server.localAddress()).getPort());
        while (System.in.read() >= 0) {
            continue;
        }
        System.exit(0);
    }

    private static final class Back extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            context.write(bytes, context.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        /** The other side closes in the middle of a value. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable problem) {
            context.close();
        }
    }
}
