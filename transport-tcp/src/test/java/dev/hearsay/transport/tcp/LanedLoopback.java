package dev.hearsay.transport.tcp;

import dev.hearsay.api.Address;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.port.Channel;
import dev.hearsay.api.port.Receiver;
import dev.hearsay.api.port.Sender;
import dev.hearsay.api.port.Transport;
import dev.hearsay.testkit.transport.Fabric;
import dev.hearsay.testkit.transport.Note;
import dev.hearsay.testkit.transport.RealTime;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Nodes of several lanes; whoever asks for a place gets the last lane of one, to which every connection has to be brought. */
final class LanedLoopback implements Fabric {
    static final int LANES = 3;

    final Loopback machine = new Loopback();

    /** Notes of clients are for the lane that their number names. */
    record ByNumber(int lanes) implements LaneRouting {
        @Override
        public int laneOf(Object message) {
            return message instanceof Note note && note.number() >= 0 ? (int) (note.number() % lanes) : -1;
        }

        @Override
        public Object refusal(Object message) {
            return new Note(-((Note) message).number(), ((Note) message).body());
        }
    }

    /** What is for the lane to which it came. */
    private static final LaneRouting NOWHERE_ELSE = new LaneRouting() {
        @Override
        public int laneOf(Object message) {
            return -1;
        }

        @Override
        public Object refusal(Object message) {
            return null;
        }
    };

    /** All lanes of one node. */
    record Node(List<TcpLane> threads, Address address, List<LaneTransport> lanes) {
        void run(int lane, Runnable task) {
            RealTime.run(threads.get(lane)::run, task);
        }

        void startAll() {
            for (int lane = lanes.size() - 1; lane >= 0; lane--) {
                LaneTransport transport = lanes.get(lane);
                run(lane, () -> transport.start(address));
            }
        }
    }

    Node node(String name, int lanes, LaneRouting routing, TcpEvents events) {
        List<TcpLane> threads = IntStream.range(0, lanes)
                .mapToObj(i -> machine.lane(name + "-" + i))
                .toList();
        TcpListener listener = threads.get(0).listen(new InetSocketAddress(Loopback.HOST, 0));
        Address address = new Address(Loopback.HOST, listener.port());
        TreeMap<String, String> settings = new TreeMap<>();
        settings.put("lanes", String.valueOf(lanes));
        Identity identity = new Identity("tests", new MemberId(name, 0), address, settings);
        return new Node(
                threads, address, LaneTransport.of(threads, listener, identity, Loopback.OPTIONS, events, routing));
    }

    @Override
    public Place place(String name) {
        return new LastLane(node(name, LANES, NOWHERE_ELSE, TcpEvents.NONE));
    }

    @Override
    public Address nowhere() {
        return machine.nowhere();
    }

    @Override
    public boolean await(BooleanSupplier condition) {
        return machine.await(condition);
    }

    @Override
    public void close() {
        machine.close();
    }

    private static final class LastLane implements Place, Transport {
        private final Node node;

        LastLane(Node node) {
            this.node = node;
        }

        @Override
        public Address address() {
            return node.address();
        }

        @Override
        public Transport transport() {
            return this;
        }

        @Override
        public void run(Runnable task) {
            node.run(LANES - 1, task);
        }

        @Override
        public <M> Sender<M> open(Channel<M> channel, Receiver<M> receiver) {
            return node.lanes().get(LANES - 1).open(channel, receiver);
        }

        @Override
        public void start(Address self) {
            node.lanes().get(LANES - 1).start(self);
            for (int lane = LANES - 2; lane >= 0; lane--) {
                LaneTransport transport = node.lanes().get(lane);
                node.run(lane, () -> transport.start(self));
            }
        }

        @Override
        public void close() {
            node.lanes().get(LANES - 1).close();
        }
    }
}
