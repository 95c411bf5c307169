package dev.hearsay.transport.tcp;

import dev.hearsay.api.Address;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.plugin.Size;
import dev.hearsay.api.port.Transport;
import dev.hearsay.testkit.transport.Fabric;
import dev.hearsay.testkit.transport.RealTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Nodes on ports of this machine that happen to be free. */
final class Loopback implements Fabric {
    static final String HOST = "127.0.0.1";
    static final TcpOptions OPTIONS = new TcpOptions(
            Duration.ofSeconds(5),
            Duration.ofMillis(10),
            Duration.ofMillis(100),
            new Size(4 << 20),
            new Size(16 << 20),
            new Size(4 << 20),
            new Size(1 << 20),
            Duration.ofSeconds(20),
            100);

    private final List<TcpLane> lanes = new ArrayList<>();

    /** @param cluster its name */
    Node node(String name, String cluster, TreeMap<String, String> settings, TcpOptions options, TcpEvents events) {
        TcpLane lane = lane(name);
        TcpListener listener = lane.listen(new InetSocketAddress(HOST, 0));
        Address address = new Address(HOST, listener.port());
        Identity identity = new Identity(cluster, new MemberId(name, 0), address, settings);
        return new Node(lane, address, new TcpTransport(lane, listener, identity, options, events));
    }

    Node node(String name) {
        return node(name, "tests", new TreeMap<>(), OPTIONS, TcpEvents.NONE);
    }

    /** One who listens nowhere. */
    Node client(String name) {
        TcpLane lane = lane(name);
        TcpTransport transport = new TcpTransport(lane, null, Identity.client("tests"), OPTIONS, TcpEvents.NONE);
        return new Node(lane, new Address(name, 0), transport);
    }

    TcpLane lane(String name) {
        TcpLane lane = new TcpLane(name);
        lanes.add(lane);
        return lane;
    }

    @Override
    public Place place(String name) {
        return node(name);
    }

    @Override
    public Address nowhere() {
        try (ServerSocket free = new ServerSocket(0)) {
            return new Address(HOST, free.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean await(BooleanSupplier condition) {
        return RealTime.await(condition);
    }

    @Override
    public void close() {
        lanes.forEach(TcpLane::close);
    }

    record Node(TcpLane lane, Address address, TcpTransport tcp) implements Place {
        @Override
        public Transport transport() {
            return tcp;
        }

        @Override
        public void run(Runnable task) {
            RealTime.run(lane::run, task);
        }
    }
}
