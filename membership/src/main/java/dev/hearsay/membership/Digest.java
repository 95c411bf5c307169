package dev.hearsay.membership;

import dev.hearsay.api.port.Wire;
import java.util.Objects;

/**
 * What somebody knows of the members whose names lie in a stretch of the alphabet: their stamps and heartbeats. Who is not in it
 * though the name lies in the stretch is not known there. In most clusters the stretch is everything; where that would be too long
 * for a message, one stretch follows another.
 *
 * <p>It points at the arrays of its maker, who does not change them afterwards.
 */
final class Digest {
    private final Stamps stamps;
    private final long[] heartbeats;
    private final int from;
    private final int to;
    private final String after;
    private final boolean last;

    /**
     * @param after the stretch begins after this name; empty for the first
     * @param last whether it goes on to the end of the alphabet; if not, it ends with the last name in it
     */
    private Digest(Stamps stamps, long[] heartbeats, int from, int to, String after, boolean last) {
        this.stamps = stamps;
        this.heartbeats = heartbeats;
        this.from = from;
        this.to = to;
        this.after = after;
        this.last = last;
    }

    /** The members at some places of a roster. */
    static Digest of(Stamps stamps, long[] heartbeats, int from, int to) {
        String after = from == 0 ? "" : stamps.id(from - 1).name();
        return new Digest(stamps, heartbeats, from, to, after, to == stamps.size());
    }

    /** As it arrives: all stamps are in it. */
    static Digest read(Stamps stamps, long[] heartbeats, String after, boolean last) {
        if (stamps.size() > 0 && stamps.id(0).name().compareTo(after) <= 0 || stamps.size() == 0 && !last) {
            throw new IllegalArgumentException("a digest begins before its beginning");
        }
        return new Digest(stamps, heartbeats, 0, stamps.size(), after, last);
    }

    Stamps stamps() {
        return stamps;
    }

    /** The first place in it. */
    int from() {
        return from;
    }

    /** The place after the last in it. */
    int to() {
        return to;
    }

    long heartbeat(int place) {
        return heartbeats[place];
    }

    String after() {
        return after;
    }

    boolean last() {
        return last;
    }

    /** The place in other stamps where the stretch begins. */
    int beginIn(Stamps others) {
        return after.isEmpty() ? 0 : after(others, after);
    }

    /** The place in other stamps before which the stretch ends. */
    int endIn(Stamps others) {
        return last ? others.size() : after(others, stamps.id(to - 1).name());
    }

    private static int after(Stamps others, String name) {
        int place = others.ceiling(name);
        return place < others.size() && others.id(place).name().equals(name) ? place + 1 : place;
    }

    /** On the wire. */
    int bytes() {
        return Wire.size(after) + 1 + Wire.size(to - from) + stamps.bytes(from, to);
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Digest digest)
                || to - from != digest.to - digest.from
                || last != digest.last
                || !after.equals(digest.after)) {
            return false;
        }
        for (int i = 0; i < to - from; i++) {
            if (heartbeats[from + i] != digest.heartbeats[digest.from + i]
                    || !stamps.same(from + i, digest.stamps, digest.from + i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return Objects.hash(to - from, after, last);
    }
}
