package dev.hearsay.transport.inmem.sim;

import dev.hearsay.api.Address;
import dev.hearsay.api.port.Channel;
import dev.hearsay.api.port.Receiver;
import dev.hearsay.api.port.Sender;
import dev.hearsay.api.port.Transport;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** The network as one life of one host sees it. */
final class SimulatedTransport implements Transport {
    private final SimulatedHost host;
    private final SimulatedNetwork network;
    private final int life;
    private final Map<String, Line<?>> lines = new HashMap<>();
    private boolean receiving;

    SimulatedTransport(SimulatedHost host, int life) {
        this.host = host;
        this.network = host.simulation().network();
        this.life = life;
    }

    @Override
    public <M> Sender<M> open(Channel<M> channel, Receiver<M> receiver) {
        Line<M> line = new Line<>(this, channel, receiver);
        if (lines.putIfAbsent(channel.name(), line) != null) {
            throw new IllegalStateException("the channel " + channel.name() + " is open already");
        }
        return line;
    }

    @Override
    public void start(Address self) {
        receiving = true;
        network.attach(host);
    }

    @Override
    public void close() {
        receiving = false;
    }

    /** One channel of one host. */
    private static final class Line<M> implements Sender<M> {
        private final SimulatedTransport transport;
        private final Channel<M> channel;
        private final Receiver<M> receiver;
        private final long hash;
        private final ChannelCounts counts;

        Line(SimulatedTransport transport, Channel<M> channel, Receiver<M> receiver) {
            this.transport = transport;
            this.channel = channel;
            this.receiver = receiver;
            this.hash = Hash.of(channel.name());
            this.counts = transport.network.counts(channel.name());
        }

        @Override
        public boolean send(Address to, M message) {
            SimulatedHost from = transport.host;
            SimulatedHost target = transport.network.at(to);
            if (target == null || !from.lives(transport.life)) {
                return false;
            }
            Link link = transport.network.link(from, target);
            int size = channel.codec().size(message);
            counts.messages++;
            counts.bytes += size;
            long fate = link.fate(hash, channel.identity().applyAsLong(message));
            if (link.blocked || link.drops(fate)) {
                counts.dropped++;
                return true;
            }
            Simulation simulation = from.simulation();
            long now = simulation.nanoTime();
            M arriving = transport.network.options().encode() ? recode(message, size) : message;
            simulation.schedule(new Delivery<>(this, target, arriving), link.arrival(now, fate, size));
            if (link.duplicates(fate)) {
                simulation.schedule(new Delivery<>(this, target, arriving), link.secondArrival(now, fate));
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
            return channel.codec().decode(buffer.flip());
        }
    }

    /** A message under way. */
    private static final class Delivery<M> extends Event {
        private final Line<M> line;
        private final SimulatedHost target;
        private final M message;
        private int life;

        Delivery(Line<M> line, SimulatedHost target, M message) {
            this.line = line;
            this.target = target;
            this.message = message;
        }

        @Override
        void run() {
            SimulatedTransport there = target.present();
            if (life == 0) {
                life = there.life;
            }
            if (target.defers(this, life) || !there.receiving) {
                return;
            }
            Line<?> open = there.lines.get(line.channel.name());
            if (open != null) {
                open.receive(line.transport.host.address(), message);
            }
        }

        @Override
        long identity() {
            return line.hash + target.index();
        }
    }
}
