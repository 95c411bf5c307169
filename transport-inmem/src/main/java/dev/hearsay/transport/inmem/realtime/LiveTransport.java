package dev.hearsay.transport.inmem.realtime;

import dev.hearsay.api.Address;
import dev.hearsay.api.port.Channel;
import dev.hearsay.api.port.Receiver;
import dev.hearsay.api.port.Sender;
import dev.hearsay.api.port.Transport;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes every message with its codec and has it read on the lane of the receiver, as if there were a wire between them. */
final class LiveTransport implements Transport {
    private final LiveHost host;
    private final LiveNetwork network;
    private final Map<String, Line<?>> lines = new ConcurrentHashMap<>();
    private volatile boolean receiving;
    private volatile boolean closed;

    LiveTransport(LiveHost host, LiveNetwork network) {
        this.host = host;
        this.network = network;
    }

    @Override
    public <M> Sender<M> open(Channel<M> channel, Receiver<M> receiver) {
        if (lines.putIfAbsent(channel.name(), new Line<>(channel, receiver)) != null) {
            throw new IllegalStateException("the channel " + channel.name() + " is open already");
        }
        return (to, message) -> send(channel, to, message);
    }

    private <M> boolean send(Channel<M> channel, Address to, M message) {
        LiveHost target = network.at(to);
        if (closed || target == null) {
            return false;
        }
        ByteBuffer bytes = ByteBuffer.allocate(channel.codec().size(message));
        channel.codec().encode(message, bytes);
        bytes.flip();
        return target.deliver(() -> ((LiveTransport) target.transport()).arrive(host.address(), channel.name(), bytes));
    }

    private void arrive(Address from, String channel, ByteBuffer bytes) {
        Line<?> line = lines.get(channel);
        if (receiving && line != null) {
            line.receive(from, bytes);
        }
    }

    @Override
    public void start(Address self) {
        if (!self.equals(host.address())) {
            throw new IllegalArgumentException("the host " + host.address() + " cannot listen at " + self);
        }
        receiving = !closed;
    }

    @Override
    public void close() {
        closed = true;
        receiving = false;
    }

    private record Line<M>(Channel<M> channel, Receiver<M> receiver) {
        void receive(Address from, ByteBuffer bytes) {
            receiver.receive(from, channel.codec().decode(bytes));
        }
    }
}
