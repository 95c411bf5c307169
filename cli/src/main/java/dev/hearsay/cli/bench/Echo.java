package dev.hearsay.cli.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the machine itself can do: values sent to another process over loopback and back, one in flight on each of so many connections, one
 * thread on either side. Nothing is stored and nothing is understood.
 */
public final class Echo implements AutoCloseable {
    static final boolean EPOLL = Epoll.isAvailable();
    private static final long WARMUP_MILLIS = 1_000;

    private final Process server;
    private final int port;
    private final int connections;
    private final int bytes;

    private Echo(Process server, int port, int connections, int bytes) {
        this.server = server;
        this.port = port;
        this.connections = connections;
        this.bytes = bytes;
    }

    static EventLoopGroup loop() {
        return new MultiThreadIoEventLoopGroup(1, EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    /** Starts the other process. */
    public static Echo start(int connections, int bytes) throws IOException {
        Process server = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-cp",
                        ManagementFactory.getRuntimeMXBean().getClassPath(),
                        EchoServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader told =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        String port = told.readLine();
        if (port == null) {
            throw new IOException("the process that is to echo did not start");
        }
        return new Echo(server, Integer.parseInt(port), connections, bytes);
    }

    /** @return echoes a second, after a warm-up */
    public double measure(long millis) throws InterruptedException {
        EventLoopGroup loop = loop();
        LongAdder echoes = new LongAdder();
        try {
            Bootstrap bootstrap = new Bootstrap()
                    .group(loop)
                    .channel(EPOLL ? EpollSocketChannel.class : NioSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel channel) {
                            channel.pipeline().addLast(new Sender(bytes, echoes));
                        }
                    });
            for (int i = 0; i < connections; i++) {
                bootstrap.connect("127.0.0.1", port).sync();
            }
            Thread.sleep(WARMUP_MILLIS);
            echoes.reset();
            long began = System.nanoTime();
            Thread.sleep(millis);
            return echoes.sum() / ((System.nanoTime() - began) / 1e9);
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    @Override
    public void close() {
        server.destroyForcibly();
    }

    /** Sends again as soon as all came back. */
    private static final class Sender extends ChannelInboundHandlerAdapter {
        private final byte[] value;
        private final LongAdder echoes;
        private int missing;

        Sender(int bytes, LongAdder echoes) {
            this.value = new byte[Math.max(1, bytes)];
            this.echoes = echoes;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            send(context);
            context.flush();
        }

        private void send(ChannelHandlerContext context) {
            missing = value.length;
            context.write(Unpooled.wrappedBuffer(value), context.voidPromise());
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf came = (ByteBuf) message;
            missing -= came.readableBytes();
            came.release();
            if (missing == 0) {
                echoes.increment();
                send(context);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }
    }
}
