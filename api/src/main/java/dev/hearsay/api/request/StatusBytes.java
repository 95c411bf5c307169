package dev.hearsay.api.request;

import dev.hearsay.api.Address;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.port.Wire;
import dev.hearsay.api.request.NodeStatus.Hints;
import dev.hearsay.api.request.NodeStatus.Peer;
import dev.hearsay.api.request.NodeStatus.Repair;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How a {@link NodeStatus} stands on the wire. */
final class StatusBytes {
    /** Fields of which each takes a byte at least. */
    private static final int LEAST_PEER = 6;

    private static final int LEAST_HINTS = 5;

    private StatusBytes() {}

    static int size(NodeStatus status) {
        int size = Wire.size(status.node())
                + RingBytes.size(status.address())
                + 1
                + Wire.size(status.topology())
                + Wire.size(status.peers().size())
                + Wire.size(status.partitions())
                + Wire.size(status.partitionsOwned())
                + Wire.size(status.keys())
                + Wire.size(status.hints().size())
                + Wire.size(status.inFlight())
                + Wire.size(status.quarantined())
                + size(status.repair());
        for (Peer peer : status.peers()) {
            size += Wire.size(peer.id()) + RingBytes.size(peer.address()) + Wire.size(peer.state()) + 1;
        }
        for (Hints hints : status.hints()) {
            size += Wire.size(hints.owner())
                    + Wire.size(hints.count())
                    + Wire.size(hints.bytes())
                    + Wire.size(hints.oldest().toNanos());
        }
        return size;
    }

    private static int size(Repair repair) {
        return Wire.size(repair.pairs())
                + Wire.size(repair.compared())
                + 1
                + (repair.oldestPass() == null
                        ? 0
                        : Wire.size(repair.oldestPass().toNanos()))
                + Wire.size(repair.inSync())
                + Wire.size(repair.repaired())
                + Wire.size(repair.abandoned());
    }

    static void put(ByteBuffer out, NodeStatus status) {
        Wire.put(out, status.node());
        RingBytes.put(out, status.address());
        putFlag(out, status.serving());
        Wire.put(out, status.topology());
        Wire.put(out, status.peers().size());
        for (Peer peer : status.peers()) {
            Wire.put(out, peer.id());
            RingBytes.put(out, peer.address());
            Wire.put(out, peer.state());
            putFlag(out, peer.suspected());
        }
        Wire.put(out, status.partitions());
        Wire.put(out, status.partitionsOwned());
        Wire.put(out, status.keys());
        Wire.put(out, status.hints().size());
        for (Hints hints : status.hints()) {
            Wire.put(out, hints.owner());
            Wire.put(out, hints.count());
            Wire.put(out, hints.bytes());
            Wire.put(out, hints.oldest().toNanos());
        }
        Wire.put(out, status.inFlight());
        Wire.put(out, status.quarantined());
        put(out, status.repair());
    }

    private static void put(ByteBuffer out, Repair repair) {
        Wire.put(out, repair.pairs());
        Wire.put(out, repair.compared());
        putFlag(out, repair.oldestPass() != null);
        if (repair.oldestPass() != null) {
            Wire.put(out, repair.oldestPass().toNanos());
        }
        Wire.put(out, repair.inSync());
        Wire.put(out, repair.repaired());
        Wire.put(out, repair.abandoned());
    }

    private static void putFlag(ByteBuffer out, boolean flag) {
        out.put((byte) (flag ? 1 : 0));
    }

    static NodeStatus read(ByteBuffer in) {
        MemberId node = Wire.member(in);
        Address address = RingBytes.address(in);
        boolean serving = Wire.flag(in);
        long topology = Wire.number(in);
        List<Peer> peers = peers(in);
        int partitions = Wire.smallNumber(in);
        int owned = Wire.smallNumber(in);
        long keys = Wire.number(in);
        List<Hints> hints = hints(in);
        int inFlight = Wire.smallNumber(in);
        long quarantined = Wire.number(in);
        return new NodeStatus(
                node,
                address,
                serving,
                topology,
                peers,
                partitions,
                owned,
                keys,
                hints,
                inFlight,
                quarantined,
                repair(in));
    }

    private static List<Peer> peers(ByteBuffer in) {
        int count = Wire.count(in, LEAST_PEER);
        List<Peer> peers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            peers.add(new Peer(Wire.member(in), RingBytes.address(in), Wire.text(in), Wire.flag(in)));
        }
        return peers;
    }

    private static List<Hints> hints(ByteBuffer in) {
        int count = Wire.count(in, LEAST_HINTS);
        List<Hints> hints = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            hints.add(new Hints(Wire.member(in), Wire.smallNumber(in), Wire.number(in), time(in)));
        }
        return hints;
    }

    private static Repair repair(ByteBuffer in) {
        int pairs = Wire.smallNumber(in);
        int compared = Wire.smallNumber(in);
        Duration oldest = Wire.flag(in) ? time(in) : null;
        return new Repair(pairs, compared, oldest, Wire.number(in), Wire.number(in), Wire.number(in));
    }

    private static Duration time(ByteBuffer in) {
        return Duration.ofNanos(Wire.number(in));
    }
}
