package dev.hearsay.transport.inmem.sim;

import dev.hearsay.api.Address;
import dev.hearsay.api.port.Channel;
import dev.hearsay.api.port.Leg;
import dev.hearsay.api.port.Receiver;
import dev.hearsay.api.port.Sender;
import dev.hearsay.api.port.Transport;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The network as one life of one host sees it. */
final class SimulatedTransport implements Transport {
    private final SimulatedHost host;
    private final SimulatedNetwork network;
    private final int life;
    /** By the number of the channel; null where this host has not opened it. */
    private Line<?>[] lines = new Line<?>[16];

    private boolean receiving;
    private boolean closed;

    SimulatedTransport(SimulatedHost host, int life) {
        this.host = host;
        this.network = host.simulation().network();
        this.life = life;
    }

    @Override
    public <M> Sender<M> open(Channel<M> channel, Receiver<M> receiver) {
        Line<M> line = new Line<>(this, channel, receiver);
        int number = line.counts.channel;
        if (number >= lines.length) {
            lines = Arrays.copyOf(lines, number * 2);
        }
        if (lines[number] != null) {
            throw new IllegalStateException("the channel " + channel.name() + " is open already");
        }
        lines[number] = line;
        return line;
    }

    @Override
    public void start(Address self) {
        if (!self.equals(host.address())) {
            throw new IllegalArgumentException("the host " + host.address() + " cannot listen at " + self);
        }
        receiving = !closed;
        network.attach(host);
    }

    @Override
    public void close() {
        receiving = false;
        closed = true;
    }

    private boolean canSend() {
        return !closed && host.lives(life);
    }

    private Line<?> line(int channel) {
        return receiving && channel < lines.length ? lines[channel] : null;
    }

    /** One channel of one host. */
    private static final class Line<M> implements Sender<M> {
        private final SimulatedTransport transport;
        private final SimulatedHost host;
        private final SimulatedNetwork network;
        private final Channel<M> channel;
        private final Receiver<M> receiver;
        private final ChannelCounts counts;

        Line(SimulatedTransport transport, Channel<M> channel, Receiver<M> receiver) {
            this.transport = transport;
            this.host = transport.host;
            this.network = transport.network;
            this.channel = channel;
            this.receiver = receiver;
            this.counts = network.counts(channel.name());
        }

        @Override
        public boolean send(Address to, M message) {
            Link link = network.link(host, to);
            if (link == null || !transport.canSend()) {
                return false;
            }
            int size = channel.codec().size(message);
            counts.messages++;
            counts.bytes += size;
            long fate = link.fate(counts, channel.identity().applyAsLong(message));
            if (link.blocked || link.drops(fate)) {
                counts.dropped++;
                return true;
            }
            Simulation simulation = host.simulation();
            long now = simulation.nanoTime();
            Leg leg = channel.leg().apply(message);
            M arriving = network.options().encode() ? recode(message, size) : message;
            simulation.schedule(new Delivery(link, counts, arriving, size), link.arrival(now, fate, size, leg));
            if (link.duplicates(fate)) {
                simulation.schedule(new Delivery(link, counts, arriving, size), link.secondArrival(now, fate, leg));
            }
            return true;
        }

        void receive(Address from, Object message) {
            receiver.receive(from, channel.type().cast(message));
        }

        private M recode(M message, int size) {
            ByteBuffer buffer = ByteBuffer.allocate(size);
            channel.codec().encode(message, buffer);
            if (buffer.hasRemaining()) {
                throw new IllegalStateException("the codec of " + channel.name() + " wrote less than it said");
            }
            M decoded = channel.codec().decode(buffer.flip());
            if (buffer.hasRemaining()) {
                throw new IllegalStateException("the codec of " + channel.name() + " read less than it wrote");
            }
            return decoded;
        }
    }

    /** A message under way. It meets whatever process lives at the other end when it arrives. */
    private static final class Delivery extends Event {
        private static final long SIZE = 0x9E3779B97F4A7C15L;

        private final Link link;
        private final ChannelCounts channel;
        private final Object message;
        private final int size;
        /** The life of the process that it arrived at; 0 on the way. */
        private int life;

        Delivery(Link link, ChannelCounts channel, Object message, int size) {
            this.link = link;
            this.channel = channel;
            this.message = message;
            this.size = size;
        }

        @Override
        void run() {
            SimulatedTransport there = link.to.present();
            if (life == 0) {
                life = there.life;
            }
            if (link.to.defers(this, life)) {
                return;
            }
            Line<?> line = there.line(channel.channel);
            if (line != null) {
                line.receive(link.from.address(), message);
            }
        }

        @Override
        long identity() {
            return link.identity + channel.identity + size * SIZE;
        }
    }
}
