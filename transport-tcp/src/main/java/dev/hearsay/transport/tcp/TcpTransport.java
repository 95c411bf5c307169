package dev.hearsay.transport.tcp;

import dev.hearsay.api.Address;
import dev.hearsay.api.port.Leg;
import dev.hearsay.api.port.Receiver;
import dev.hearsay.api.port.Sender;
import dev.hearsay.api.port.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The network as one node or one client sees it. Everything but {@link #counters} is for its lane.
 *
 * <p>A node sends to another over a connection of its own, and hears from it over the other's; who listens nowhere is answered over
 * the connection on which it asked, and is known by an address with port 0, to which nobody can connect.
 */
public final class TcpTransport implements Transport {
    /** Addresses to which this side sends; the idle ones give way to new ones. */
    private static final int MOST_LINKS = 10_000;

    private final TcpLane lane;
    private final TcpListener listener;
    private final Identity identity;
    private final TcpOptions options;
    private final TcpEvents events;
    private final TcpCounters counters = new TcpCounters();
    private final Frames frames = new Frames();
    private final List<Line<?>> lines = new ArrayList<>();
    private final Map<Address, Link> links = new HashMap<>();
    private final Map<Address, Connection> guests = new HashMap<>();
    private final List<Connection> unflushed = new ArrayList<>();
    private final Runnable flush = this::flush;
    private final ChannelGroup channels;
    private final Door door;
    private final Outbound outbound;
    private final Unfinished unfinished;
    private Introduction introduction;
    /** Null as long as nothing is disturbed. */
    private Disturbance disturbance;

    private boolean started;
    private boolean closed;

    /** @param listener where others connect; null for a client, to whom nobody does */
    public TcpTransport(TcpLane lane, TcpListener listener, Identity identity, TcpOptions options, TcpEvents events) {
        this.lane = lane;
        this.listener = listener;
        this.identity = identity;
        this.options = options;
        this.events = events;
        this.channels = new DefaultChannelGroup(lane.loop());
        this.door = new Door(options.maxConnections());
        this.outbound = new Outbound(options.outboundTotal().bytes(), this::waitingBytes, System::nanoTime);
        this.unfinished = new Unfinished(options.inboundTotal().bytes());
    }

    @Override
    public <M> Sender<M> open(dev.hearsay.api.port.Channel<M> channel, Receiver<M> receiver) {
        if (started || lines.size() == Frames.MOST_CHANNELS) {
            throw new IllegalStateException("the channel " + channel.name() + " is opened too late, or one too many");
        }
        if (lines.stream().anyMatch(line -> line.channel().name().equals(channel.name()))) {
            throw new IllegalStateException("the channel " + channel.name() + " is open already");
        }
        Line<M> line = new Line<>(channel, receiver, lines.size(), counters.channel(channel.name()));
        lines.add(line);
        return (to, message) -> send(line, to, message);
    }

    @Override
    public void start(Address self) {
        if (identity.isMember() && !self.equals(identity.address())) {
            throw new IllegalArgumentException(
                    "who is known to listen at " + identity.address() + " cannot start at " + self);
        }
        introduction = new Introduction(
                identity,
                lines.stream()
                        .map(line -> new Introduction.Offer(
                                line.channel().name(), line.channel().version()))
                        .toList());
        started = true;
        if (listener != null && !closed) {
            listener.start(this::accept);
        }
    }

    private void accept(SocketChannel channel) {
        if (door.letsIn(channel)) {
            channel.closeFuture().addListener(done -> door.left());
            prepare(channel, null);
        }
    }

    void prepare(SocketChannel channel, Link link) {
        int limit = (int) options.outboundLimit().bytes();
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(limit / 2, limit));
        long silence = options.silence().toMillis();
        channels.add(channel);
        counters.opened.increment();
        channel.closeFuture().addListener(done -> counters.closed.increment());
        FrameDecoder decoder = new FrameDecoder((int) options.frameLimit().bytes(), unfinished);
        Connection connection = new Connection(this, channel, link);
        decoder.of(connection);
        channel.pipeline()
                .addLast(new IdleStateHandler(silence, 0, 0, TimeUnit.MILLISECONDS))
                .addLast(decoder)
                .addLast(connection);
    }

    private <M> boolean send(Line<M> line, Address to, M message) {
        if (!started || closed) {
            return false;
        }
        if (to.equals(identity.address())) {
            lane.loop().execute(() -> deliver(line, message));
            return true;
        }
        int size = line.channel().codec().size(message);
        int bytes = Frames.size(size);
        Connection guest = guests.get(to);
        Link link = guest == null ? link(to) : null;
        boolean taken = guest == null ? link != null && link.takes(bytes) : guest.isWritable();
        taken &= disturbance == null || disturbance.takes(bytes);
        if (!taken || bytes > options.frameLimit().bytes() || !outbound.takes(bytes)) {
            line.counters().countNotTaken();
            return false;
        }
        ByteBuf frame = frames.of(
                lane.allocator(),
                Frames.FIRST_CHANNEL + line.number(),
                line.channel().codec(),
                message,
                size);
        line.counters().countSent(bytes);
        if (guest != null) {
            guest.write(frame);
        } else if (disturbance == null) {
            link.send(frame);
        } else {
            Leg leg = line.channel().leg().apply(message);
            disturbance.send(link, frame, disturbance.faults().fate(to, leg, bytes), line.counters());
        }
        return true;
    }

    /**
     * Lets faults befall what is sent to other nodes from now on; null ends that. For tests of a whole deployment: whoever runs the process
     * asks for it, nothing that comes over the network can.
     */
    public void disturb(MessageFaults faults) {
        if (faults == null) {
            disturbance = null;
        } else if (disturbance == null || disturbance.faults() != faults) {
            long limit = options.outboundLimit().bytes();
            disturbance = new Disturbance(faults, lane.loop(), limit);
        }
    }

    /** To oneself: as late as a message that comes from elsewhere, but not in bytes. */
    private void deliver(Line<?> line, Object message) {
        if (!closed) {
            TcpLane.guarded(line, identity.address(), message);
        }
    }

    /** Null if nobody can connect there. */
    private Link link(Address to) {
        Link link = links.get(to);
        if (link == null && to.port() != 0) {
            if (links.size() >= MOST_LINKS) {
                links.values().removeIf(Link::isIdle);
            }
            link = links.size() < MOST_LINKS ? new Link(this, to) : null;
            if (link != null) {
                links.put(to, link);
            }
        }
        return link;
    }

    /** What was taken and has not been handed to the system yet. */
    private long waitingBytes() {
        long bytes = disturbance == null ? 0 : disturbance.held();
        for (Link link : links.values()) {
            bytes += link.waitingBytes();
        }
        for (Channel channel : channels) {
            var buffer = channel.unsafe().outboundBuffer();
            bytes += buffer == null ? 0 : buffer.totalPendingWriteBytes();
        }
        return bytes;
    }

    /** What the other side's numbers of channels mean here. */
    Line<?>[] linesFor(Introduction other) {
        Line<?>[] found = new Line<?>[other.offers().size()];
        for (int i = 0; i < found.length; i++) {
            String name = other.offers().get(i).channel();
            for (Line<?> line : lines) {
                if (line.channel().name().equals(name)) {
                    found[i] = line;
                }
            }
        }
        return found;
    }

    void admitted(Connection connection) {
        if (connection.isOfGuest()) {
            guests.put(connection.peer(), connection);
            events.came(connection.peer());
        }
    }

    void ended(Connection connection) {
        if (guests.remove(connection.peer(), connection)) {
            events.left(connection.peer());
        }
    }

    /** All that is written in one turn of the loop leaves at its end. */
    void flushLater(Connection connection) {
        if (unflushed.isEmpty()) {
            lane.turnEnd().flush(flush);
        }
        unflushed.add(connection);
    }

    /** What one connection throws does not keep the others from being flushed: they are, at the end of the next turn. */
    private void flush() {
        int next = 0;
        try {
            while (next < unflushed.size()) {
                unflushed.get(next++).flush();
            }
        } finally {
            unflushed.subList(0, next).clear();
            if (!unflushed.isEmpty()) {
                lane.turnEnd().flush(flush);
            }
        }
    }

    /** How somebody who listens nowhere is known. */
    static Address guest(SocketAddress remote) {
        String name = String.valueOf(remote);
        return new Address(name.startsWith("/") ? name.substring(1) : name, 0);
    }

    public TcpCounters counters() {
        return counters;
    }

    /** Bytes that wait for peers to read, or for connections to open. */
    public long outboundBytes() {
        long bytes = 0;
        for (Link link : links.values()) {
            bytes += link.outboundBytes();
        }
        for (Connection guest : guests.values()) {
            bytes += guest.outboundBytes();
        }
        return bytes;
    }

    TcpLane lane() {
        return lane;
    }

    TcpOptions options() {
        return options;
    }

    TcpEvents events() {
        return events;
    }

    Frames frames() {
        return frames;
    }

    Introduction introduction() {
        return introduction;
    }

    long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (listener != null) {
            listener.close();
        }
        flush();
        channels.close();
        links.values().forEach(Link::close);
    }
}
