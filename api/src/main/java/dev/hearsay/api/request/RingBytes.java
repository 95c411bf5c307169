package dev.hearsay.api.request;

import dev.hearsay.api.Address;
import dev.hearsay.api.Token;
import dev.hearsay.api.port.Wire;
import dev.hearsay.api.request.Ring.RingMember;
import dev.hearsay.api.request.Ring.RingPartition;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** How a {@link Ring} stands on the wire. */
final class RingBytes {
    private static final int TOKEN = 2 * Long.BYTES;
    /** A name, an incarnation, a host and a port that are as short as they can be. */
    private static final int LEAST_MEMBER = 4;

    private RingBytes() {}

    static int size(Ring ring) {
        int size = Wire.size(ring.version())
                + Wire.size(ring.copies())
                + Wire.size(ring.members().size())
                + Wire.size(ring.partitions().size());
        for (RingMember member : ring.members()) {
            size += Wire.size(member.id()) + size(member.address());
        }
        for (RingPartition partition : ring.partitions()) {
            size += TOKEN + size(partition.owners()) + size(partition.standIns());
        }
        return size;
    }

    private static int size(List<Integer> indices) {
        int size = Wire.size(indices.size());
        for (int index : indices) {
            size += Wire.size(index);
        }
        return size;
    }

    static int size(Address address) {
        return Wire.size(address.host()) + Wire.size(address.port());
    }

    static void put(ByteBuffer out, Ring ring) {
        Wire.put(out, ring.version());
        Wire.put(out, ring.copies());
        Wire.put(out, ring.members().size());
        for (RingMember member : ring.members()) {
            Wire.put(out, member.id());
            put(out, member.address());
        }
        Wire.put(out, ring.partitions().size());
        for (RingPartition partition : ring.partitions()) {
            out.putLong(partition.end().high()).putLong(partition.end().low());
            put(out, partition.owners());
            put(out, partition.standIns());
        }
    }

    private static void put(ByteBuffer out, List<Integer> indices) {
        Wire.put(out, indices.size());
        for (int index : indices) {
            Wire.put(out, index);
        }
    }

    static void put(ByteBuffer out, Address address) {
        Wire.put(out, address.host());
        Wire.put(out, address.port());
    }

    static Ring read(ByteBuffer in) {
        long version = Wire.number(in);
        int copies = Wire.smallNumber(in);
        int count = Wire.count(in, LEAST_MEMBER);
        List<RingMember> members = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            members.add(new RingMember(Wire.member(in), address(in)));
        }
        count = Wire.count(in, TOKEN + 2);
        List<RingPartition> partitions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            partitions.add(new RingPartition(new Token(in.getLong(), in.getLong()), indices(in), indices(in)));
        }
        return new Ring(version, copies, members, partitions);
    }

    private static List<Integer> indices(ByteBuffer in) {
        int count = Wire.count(in, 1);
        List<Integer> indices = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            indices.add(Wire.smallNumber(in));
        }
        return indices;
    }

    static Address address(ByteBuffer in) {
        return new Address(Wire.text(in), Wire.smallNumber(in));
    }
}
