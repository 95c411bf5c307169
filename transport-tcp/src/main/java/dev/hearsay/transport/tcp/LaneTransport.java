package dev.hearsay.transport.tcp;

import dev.hearsay.api.Address;
import dev.hearsay.api.port.Channel;
import dev.hearsay.api.port.Receiver;
import dev.hearsay.api.port.Sender;
import dev.hearsay.api.port.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.channel.socket.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The network as one of several lanes of a node sees it: a transport of its own, whose connections lead to the same lane of other nodes. Who
 * connects says for which lane, and {@link Arrivals} brings the connection there.
 *
 * <p>A client has one connection, to any lane, for the keys of all. What is for another lane than the one to which it came is handed to that one,
 * and the answer is handed back; all that goes from one lane to another in one turn goes at its end, at the price of one task. What waits for a
 * lane is bounded as what waits for a peer is: beyond that its sender is refused where it came.
 */
public final class LaneTransport implements Transport {
    private final TcpLane lane;
    private final int number;
    private final TcpTransport own;
    private final Siblings siblings;
    private final List<Desk<?>> desks = new ArrayList<>();
    private final List<Batch> leaving = new ArrayList<>();
    /** Bytes of requests that other lanes have handed over and this one has not begun. */
    private final AtomicLong waiting = new AtomicLong();

    private boolean closed;

    /** All lanes of a node, and whose client is on which. */
    private record Siblings(
            List<LaneTransport> lanes,
            Map<Address, LaneTransport> homes,
            LaneRouting routing,
            long limit,
            Arrivals arrivals) {}

    /** What came, or is to leave, with the number of its channel. */
    private record Parcel(int desk, Address address, Object message, boolean arrived, int bytes) {}

    /** What goes to one lane at the end of this turn. */
    private static final class Batch {
        private List<Parcel> parcels = new ArrayList<>();
    }

    private LaneTransport(TcpLane lane, Identity identity, TcpOptions options, TcpEvents events, Siblings siblings) {
        this.lane = lane;
        this.number = identity.lane();
        this.siblings = siblings;
        this.own = new TcpTransport(lane, null, identity, options, new Homes(events));
    }

    /**
     * One for each lane, in their order. The first is to be started last, and accepts connections from then on.
     *
     * @param options of the node as a whole
     * @param events told of the first lane's
     */
    public static List<LaneTransport> of(
            List<TcpLane> lanes,
            TcpListener listener,
            Identity identity,
            TcpOptions options,
            TcpEvents events,
            LaneRouting routing) {
        List<LaneTransport> all = new ArrayList<>();
        TcpOptions share = options.share(lanes.size());
        Arrivals arrivals = new Arrivals(lanes.get(0), listener, options, all);
        Siblings siblings = new Siblings(
                all, new ConcurrentHashMap<>(), routing, share.outboundLimit().bytes(), arrivals);
        for (int number = 0; number < lanes.size(); number++) {
            TcpEvents told = number == 0 ? events : TcpEvents.NONE;
            all.add(new LaneTransport(lanes.get(number), identity.onLane(number), share, told, siblings));
        }
        for (LaneTransport one : all) {
            all.forEach(other -> one.leaving.add(new Batch()));
        }
        return List.copyOf(all);
    }

    @Override
    public <M> Sender<M> open(Channel<M> channel, Receiver<M> receiver) {
        Desk<M> desk = new Desk<>(desks.size(), channel, receiver);
        desk.sender = own.open(channel, desk);
        desks.add(desk);
        return desk;
    }

    /** One channel: what comes goes to its lane, what leaves to where its addressee is connected. */
    private final class Desk<M> implements Receiver<M>, Sender<M> {
        private final int place;
        private final Channel<M> channel;
        private final Receiver<M> receiver;
        private Sender<M> sender;

        Desk(int place, Channel<M> channel, Receiver<M> receiver) {
            this.place = place;
            this.channel = channel;
            this.receiver = receiver;
        }

        @Override
        public void receive(Address from, M message) {
            int to = siblings.routing.laneOf(message);
            if (to < 0 || to == number) {
                receiver.receive(from, message);
            } else if (!handOver(siblings.lanes.get(to), from, message)) {
                Object refusal = siblings.routing.refusal(message);
                if (refusal != null) {
                    sender.send(from, channel.type().cast(refusal));
                }
            }
        }

        private boolean handOver(LaneTransport to, Address from, M message) {
            int bytes = channel.codec().size(message);
            if (to.waiting.getAndAdd(bytes) > siblings.limit) {
                to.waiting.addAndGet(-bytes);
                return false;
            }
            leave(to, new Parcel(place, from, message, true, bytes));
            return true;
        }

        @Override
        public boolean send(Address to, M message) {
            LaneTransport home = to.port() == 0 ? siblings.homes.get(to) : null;
            if (home == null || home == LaneTransport.this) {
                return sender.send(to, message);
            }
            leave(home, new Parcel(place, to, message, false, 0));
            return true;
        }

        private void take(Parcel parcel) {
            M message = channel.type().cast(parcel.message);
            if (parcel.arrived) {
                receiver.receive(parcel.address, message);
            } else {
                sender.send(parcel.address, message);
            }
        }
    }

    private void leave(LaneTransport to, Parcel parcel) {
        Batch batch = leaving.get(to.number);
        if (batch.parcels.isEmpty()) {
            lane.atTurnEnd(() -> {
                List<Parcel> parcels = batch.parcels;
                batch.parcels = new ArrayList<>();
                to.lane.run(() -> to.take(parcels));
            });
        }
        batch.parcels.add(parcel);
    }

    private void take(List<Parcel> parcels) {
        for (Parcel parcel : parcels) {
            waiting.addAndGet(-parcel.bytes);
            if (!closed) {
                TcpLane.guarded(() -> desks.get(parcel.desk).take(parcel));
            }
        }
    }

    /** Told of this lane's connections; remembers whose client is here. */
    private final class Homes implements TcpEvents {
        private final TcpEvents events;

        Homes(TcpEvents events) {
            this.events = events;
        }

        @Override
        public void refused(Address peer, String why) {
            events.refused(peer, why);
        }

        @Override
        public void reached(Address peer) {
            events.reached(peer);
        }

        @Override
        public void lost(Address peer) {
            events.lost(peer);
        }

        @Override
        public void unreachable(Address peer, String why) {
            events.unreachable(peer, why);
        }

        @Override
        public void came(Address guest) {
            siblings.homes.put(guest, LaneTransport.this);
        }

        @Override
        public void left(Address guest) {
            siblings.homes.remove(guest, LaneTransport.this);
        }
    }

    /** A connection is this lane's from now on. On this lane. */
    void settle(SocketChannel channel, ByteBuf first) {
        if (closed || !channel.isActive()) {
            first.release();
            channel.close();
            return;
        }
        own.prepare(channel, null);
        channel.pipeline().fireChannelRead(first);
        channel.pipeline().fireChannelReadComplete();
        channel.config().setAutoRead(true);
    }

    TcpLane lane() {
        return lane;
    }

    @Override
    public void start(Address self) {
        own.start(self);
        if (number == 0 && !closed) {
            siblings.arrivals.start();
        }
    }

    /** See {@link TcpTransport#disturb}. */
    public void disturb(MessageFaults faults) {
        own.disturb(faults);
    }

    /** Those of this lane. */
    public TcpTransport own() {
        return own;
    }

    @Override
    public void close() {
        closed = true;
        if (number == 0) {
            siblings.arrivals.close();
        }
        own.close();
    }
}
