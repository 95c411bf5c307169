package dev.hearsay.transport.tcp;

import dev.hearsay.api.Address;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.PortTrouble;
import dev.hearsay.api.port.Environment;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.RejectedExecutionHandlers;
import java.net.InetSocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event loop of one node or one client: connections, timers and tasks take turns on one thread. */
public final class TcpLane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TcpLane.class);
    private static final int BACKLOG = 1024;
    /**
     * What the system keeps of a connection that this side has not read. Left to itself it keeps megabytes, which are seconds of work that
     * nobody here knows of: requests that are overdue before they are seen.
     */
    private static final int RECEIVE_BUFFER = 256 << 10;

    private static final long PATIENCE_SECONDS = 10;
    /** Of tasks, after which sockets are looked at and what waits for the end of the turn is done, however many tasks are left. */
    private static final long LONGEST_TURN_MILLIS = 2;

    private final boolean epoll = Epoll.isAvailable();
    private final SingleThreadEventLoop loop;
    private final TurnEnd turnEnd;
    private final Lateness lateness;

    /** @param name of the thread */
    public TcpLane(String name) {
        IoHandlerFactory sockets = epoll
                ? EpollIoHandler.newFactory(0, SecondLook::new)
                : NioIoHandler.newFactory(SelectorProvider.provider(), SecondLook::new);
        loop = new SingleThreadIoEventLoop(
                null,
                new DefaultThreadFactory(name, true),
                sockets,
                Integer.MAX_VALUE,
                RejectedExecutionHandlers.reject(),
                LONGEST_TURN_MILLIS);
        lateness = new Lateness(loop);
        turnEnd = new TurnEnd(loop);
    }

    /** Time, timers on this lane, and a random stream for one component. */
    public Environment environment() {
        return new LaneEnvironment(loop);
    }

    /** Runs a task on the lane. False if the lane has ended. */
    public boolean run(Runnable task) {
        try {
            loop.execute(() -> guarded(task));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Runs a task when the present turn ends, before anything that was sent in it leaves. On the lane. False if the lane has ended. */
    public boolean atTurnEnd(Runnable task) {
        return turnEnd.run(task);
    }

    TurnEnd turnEnd() {
        return turnEnd;
    }

    /** How late the lane is with its work, for some time on end; 0 for a lane that keeps up. On the lane. */
    public long latenessNanos() {
        return lateness.nanos();
    }

    /** Whether the caller is on this lane, and so must not wait for it. */
    public boolean isCurrent() {
        return loop.inEventLoop();
    }

    /** What a task throws ends the task, not the lane. */
    static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a task failed", e);
        } catch (Error e) {
            failed(e);
        }
    }

    /** As {@link #guarded(Runnable)}, for a message. */
    static void guarded(Line<?> line, Address from, Object message) {
        try {
            line.receive(from, message);
        } catch (RuntimeException e) {
            LOG.error("a message of {} could not be handled", from, e);
        } catch (Error e) {
            failed(e);
        }
    }

    /**
     * The JVM could not do what it was asked, and it cannot be said what was left half done. Whoever runs a process can end it ({@link
     * Thread#setDefaultUncaughtExceptionHandler}); where nobody does, the lane goes on.
     */
    static void failed(Throwable error) {
        Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
        if (handler == null) {
            LOG.error("a lane goes on after an error", error);
        } else {
            handler.uncaughtException(Thread.currentThread(), error);
        }
    }

    ByteBufAllocator allocator() {
        return ByteBufAllocator.DEFAULT;
    }

    EventLoop loop() {
        return loop;
    }

    Class<? extends Channel> socketType() {
        return epoll ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    /**
     * Takes a port. Whoever connects waits until a transport {@linkplain TcpTransport#start starts} on it. Not to be called on the
     * lane.
     *
     * @param at port 0 takes any that is free
     * @throws ConfigurationException if the port is taken, or may not be
     */
    public TcpListener listen(InetSocketAddress at) {
        TcpListener listener = new TcpListener();
        ChannelFuture bound = new ServerBootstrap()
                .group(loop, loop)
                .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        listener.accepted(channel);
                    }
                })
                .bind(at)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw PortTrouble.of(new Address(at.getHostString(), at.getPort()), bound.cause());
        }
        listener.bound(bound.channel());
        return listener;
    }

    /** Ends the thread, and with it every connection. Waits for it, unless called from it. */
    @Override
    public void close() {
        var ended = loop.shutdownGracefully(0, PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!loop.inEventLoop()) {
            ended.awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
