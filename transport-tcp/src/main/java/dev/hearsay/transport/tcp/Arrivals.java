package dev.hearsay.transport.tcp;

import io.netty.channel.socket.SocketChannel;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/**
 * The door of a node of several lanes: whoever connects is heard by the first lane, until it is known for which lane it came, and goes to
 * that one before anything is answered. Clients, and whoever says nothing that makes sense, go to each lane in turn. On the first lane.
 */
final class Arrivals {
    private final TcpLane first;
    private final TcpListener listener;
    private final TcpOptions options;
    private final List<LaneTransport> lanes;
    private final Door door;
    private int next;
    private long held;

    Arrivals(TcpLane first, TcpListener listener, TcpOptions options, List<LaneTransport> lanes) {
        this.first = first;
        this.listener = listener;
        this.options = options;
        this.lanes = lanes;
        this.door = new Door(options.maxConnections());
    }

    void start() {
        listener.start(this::accept);
    }

    private void accept(SocketChannel channel) {
        if (door.letsIn(channel)) {
            channel.closeFuture().addListener(done -> onFirst(door::left));
            channel.pipeline().addLast(new Arrival(this, channel, options.connectTimeout()));
        }
    }

    private void onFirst(Runnable task) {
        try {
            first.loop().execute(task);
        } catch (RejectedExecutionException e) {
            // The node has ended.
        }
    }

    /** Whether so many bytes of first messages more may wait for their ends. */
    boolean takes(int bytes) {
        if (held + bytes > options.inboundTotal().bytes() / lanes.size()) {
            return false;
        }
        held += bytes;
        return true;
    }

    void gone(int bytes) {
        onFirst(() -> held -= bytes);
    }

    /** Where a connection belongs whose first message is this; null: it is none that says so. */
    LaneTransport laneOf(Introduction introduction) {
        if (introduction == null || !introduction.identity().isMember()) {
            next = (next + 1) % lanes.size();
            return lanes.get(next);
        }
        int lane = introduction.identity().lane();
        // Who has more lanes is refused by any of them.
        return lanes.get(lane < lanes.size() ? lane : 0);
    }

    TcpLane first() {
        return first;
    }

    void close() {
        listener.close();
    }
}
