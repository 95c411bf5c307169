package dev.hearsay.membership;

import dev.hearsay.api.MemberId;
import dev.hearsay.api.port.Wire;
import java.util.Arrays;

/** Heartbeats of some members, in the order of their names. Immutable. */
final class Beats {
    private final MemberId[] ids;
    private final long[] heartbeats;

    /** The arrays are the new object's from now on. */
    Beats(MemberId[] ids, long[] heartbeats) {
        this.ids = ids;
        this.heartbeats = heartbeats;
    }

    int size() {
        return ids.length;
    }

    MemberId id(int index) {
        return ids[index];
    }

    long heartbeat(int index) {
        return heartbeats[index];
    }

    /** On the wire. */
    int bytes() {
        int bytes = Wire.size(ids.length);
        for (MemberId id : ids) {
            bytes += bytes(id);
        }
        return bytes;
    }

    static int bytes(MemberId id) {
        return Wire.size(id) + Long.BYTES;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Beats beats
                && Arrays.equals(ids, beats.ids)
                && Arrays.equals(heartbeats, beats.heartbeats);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(heartbeats);
    }
}
