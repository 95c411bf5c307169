package dev.hearsay.membership;

import dev.hearsay.api.Member;
import dev.hearsay.api.Member.State;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.port.Wire;
import java.util.List;

/**
 * Who is known, and how new their records are: id, state and version of each member, sorted by name, one for a name. It is what a
 * digest carries, and it is no roster: whoever has only stamps asks for the records. Immutable, so that messages may point at it.
 */
final class Stamps {
    private static final int NEAR = 16;
    private static final State[] STATES = State.values();

    private final MemberId[] ids;
    private final byte[] states;
    private final long[] versions;
    /** Bytes of a digest up to and with each. */
    private final int[] ends;

    private Stamps(int count) {
        ids = new MemberId[count];
        states = new byte[count];
        versions = new long[count];
        ends = new int[count];
    }

    /** @param sorted by name */
    static Stamps of(List<Member> sorted) {
        Stamps stamps = new Stamps(sorted.size());
        for (int i = 0; i < sorted.size(); i++) {
            Member member = sorted.get(i);
            stamps.set(i, member.id(), member.state(), member.version());
        }
        return stamps;
    }

    private void set(int place, MemberId id, State state, long version) {
        if (place > 0 && ids[place - 1].name().compareTo(id.name()) >= 0) {
            throw new IllegalArgumentException(id.name() + " stands behind " + ids[place - 1].name());
        }
        ids[place] = id;
        states[place] = (byte) state.ordinal();
        versions[place] = version;
        ends[place] = (place == 0 ? 0 : ends[place - 1]) + Wire.size(id) + 1 + Wire.size(version) + Long.BYTES;
    }

    /** Collects stamps in the order of their names. */
    static final class Builder {
        private final Stamps stamps;
        private int count;

        Builder(int size) {
            stamps = new Stamps(size);
        }

        /** @throws IllegalArgumentException if the name does not stand behind the one before */
        void add(MemberId id, State state, long version) {
            stamps.set(count++, id, state, version);
        }

        Stamps build() {
            return stamps;
        }
    }

    int size() {
        return ids.length;
    }

    MemberId id(int place) {
        return ids[place];
    }

    State state(int place) {
        return STATES[states[place]];
    }

    long version(int place) {
        return versions[place];
    }

    /** Whether two stamps are of the same record. */
    boolean same(int place, Stamps other, int otherPlace) {
        return versions[place] == other.versions[otherPlace]
                && states[place] == other.states[otherPlace]
                && (ids[place] == other.ids[otherPlace] || ids[place].equals(other.ids[otherPlace]));
    }

    /** Bytes of the part of a digest from one place to before another, heartbeats included. */
    int bytes(int from, int to) {
        return to == from ? 0 : ends[to - 1] - (from == 0 ? 0 : ends[from - 1]);
    }

    /** The place up to which a digest from {@code from} on fits into so many bytes; beyond {@code from}, if anything is left. */
    int fitting(int from, int bytes) {
        int to = from;
        while (to < size() && (to == from || bytes(from, to + 1) <= bytes)) {
            to++;
        }
        return to;
    }

    /** The first place whose name is not below this one. */
    int ceiling(String name) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ids[middle].name().compareTo(name) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** -1 if nobody of that name is known. */
    int placeOf(String name) {
        int place = ceiling(name);
        return place < size() && ids[place].name().equals(name) ? place : -1;
    }

    /** The place of exactly that incarnation; -1 if it is not known. Quick if it is the guess or soon after. */
    int placeOf(MemberId id, int guess) {
        for (int near = guess; near < Math.min(guess + NEAR, size()); near++) {
            if (ids[near] == id) {
                return near;
            }
        }
        int place = placeOf(id.name());
        return place >= 0 && ids[place].equals(id) ? place : -1;
    }
}
