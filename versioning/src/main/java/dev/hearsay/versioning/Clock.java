package dev.hearsay.versioning;

import dev.hearsay.api.MemberId;
import dev.hearsay.api.port.Wire;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A version vector: for each coordinator, how many of its events are known. Immutable; counters are at least 1.
 *
 * <p>A clock that may be pruned keeps with each entry the wall time of its last event, its stamp. The stamp belongs to the event that
 * the counter names, so it needs no comparing of its own.
 */
final class Clock implements Comparable<Clock> {
    private static final long[] UNSTAMPED = {};
    static final Clock EMPTY = new Clock(Roster.EMPTY, new long[0], UNSTAMPED);

    private final Roster roster;
    private final long[] counters;
    /** One per entry, or none at all. */
    private final long[] stamps;

    private Clock(Roster roster, long[] counters, long[] stamps) {
        this.roster = roster;
        this.counters = counters;
        this.stamps = stamps;
    }

    Roster roster() {
        return roster;
    }

    int size() {
        return counters.length;
    }

    /** The entries, in the order of the roster. Not to be changed. */
    long[] counters() {
        return counters;
    }

    /** The counter of a coordinator, 0 if it has none. */
    long of(MemberId id) {
        int at = roster.find(id);
        return at < 0 ? 0 : counters[at];
    }

    /** When the entry's last event was; 0 if that was not kept. */
    long stamp(int at) {
        return stamps.length == 0 ? 0 : stamps[at];
    }

    /** Whether this clock knows every event that the other one knows. */
    boolean covers(Clock other) {
        return this == other || Roster.covers(roster, counters, other.roster, other.counters);
    }

    /** The least clock that covers both; one of the two, the same object, if that one does. */
    Clock join(Clock other) {
        if (covers(other)) {
            return this;
        }
        return other.covers(this) ? other : united(other);
    }

    private Clock united(Clock other) {
        Roster all = roster.union(other.roster);
        long[] left = all.align(counters, roster);
        long[] right = all.align(other.counters, other.roster);
        if (stamps.length == 0 && other.stamps.length == 0) {
            return new Clock(all, maxima(left, right), UNSTAMPED);
        }
        long[] leftStamps = all.align(stamps, roster);
        long[] rightStamps = all.align(other.stamps, other.roster);
        long[] times = new long[left.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = left[i] >= right[i] ? leftStamps[i] : rightStamps[i];
        }
        return new Clock(all, maxima(left, right), times);
    }

    static long[] maxima(long[] left, long[] right) {
        long[] maxima = new long[left.length];
        for (int i = 0; i < maxima.length; i++) {
            maxima[i] = Math.max(left[i], right[i]);
        }
        return maxima;
    }

    /** This clock with another counter for {@code id}. Not to be used on a clock with stamps. */
    Clock with(MemberId id, long counter) {
        int at = roster.find(id);
        if (at >= 0) {
            long[] after = counters.clone();
            after[at] = counter;
            return new Clock(roster, after, UNSTAMPED);
        }
        int gap = roster.gap(id);
        return new Clock(roster.insert(id, gap), insert(counters, gap, counter), UNSTAMPED);
    }

    /** This clock with another counter for {@code id}, whose last event was at {@code stamp}. */
    Clock with(MemberId id, long counter, long stamp) {
        Clock after = with(id, counter);
        long[] times = after.roster
                .align(stamps.length == 0 ? new long[counters.length] : stamps, roster)
                .clone();
        times[after.roster.find(id)] = stamp;
        return new Clock(after.roster, after.counters, times);
    }

    private static long[] insert(long[] numbers, int at, long number) {
        long[] more = new long[numbers.length + 1];
        System.arraycopy(numbers, 0, more, 0, at);
        more[at] = number;
        System.arraycopy(numbers, at, more, at + 1, numbers.length - at);
        return more;
    }

    /** This clock without the entry at {@code at}: it forgets that those events ever happened. */
    Clock without(int at) {
        long[] times = stamps.length == 0 ? UNSTAMPED : remove(stamps, at);
        return new Clock(roster.remove(at), remove(counters, at), times);
    }

    static long[] remove(long[] numbers, int at) {
        long[] fewer = Arrays.copyOf(numbers, numbers.length - 1);
        System.arraycopy(numbers, at + 1, fewer, at, fewer.length - at);
        return fewer;
    }

    /** Folds members and counters into a digest; stamps only serve pruning and are left out. */
    long fold(long digest) {
        long folded = Mixing.fold(digest, roster.digest());
        for (long counter : counters) {
            folded = Mixing.fold(folded, counter);
        }
        return folded;
    }

    /** Stamps are written if they are kept. */
    int encodedSize() {
        int size = Wire.size(counters.length) + roster.encodedSize();
        for (long counter : counters) {
            size += Wire.size(counter);
        }
        for (long stamp : stamps) {
            size += Wire.size(stamp);
        }
        return size;
    }

    void encode(ByteBuffer out) {
        Wire.put(out, counters.length);
        for (int i = 0; i < counters.length; i++) {
            Wire.put(out, roster.id(i));
            Wire.put(out, counters[i]);
            if (stamps.length != 0) {
                Wire.put(out, stamps[i]);
            }
        }
    }

    static Clock decode(ByteBuffer in, boolean stamped) {
        int size = Wire.count(in, 4);
        MemberId[] ids = new MemberId[size];
        long[] counters = new long[size];
        long[] stamps = stamped ? new long[size] : UNSTAMPED;
        for (int i = 0; i < size; i++) {
            ids[i] = Wire.member(in);
            counters[i] = Wire.number(in);
            if (i > 0 && ids[i - 1].compareTo(ids[i]) >= 0) {
                throw new IllegalArgumentException("the members of a clock are not in order");
            }
            if (counters[i] < 1) {
                throw new IllegalArgumentException("the counter of a clock is below 1");
            }
            if (stamped) {
                stamps[i] = Wire.number(in);
            }
        }
        return size == 0 ? EMPTY : new Clock(new Roster(ids), counters, stamps);
    }

    /** A total order that has nothing to do with causality: it makes the order of siblings depend on the siblings alone. */
    @Override
    public int compareTo(Clock other) {
        for (int i = 0; i < Math.min(size(), other.size()); i++) {
            int byId = roster.id(i).compareTo(other.roster.id(i));
            if (byId != 0) {
                return byId;
            }
            if (counters[i] != other.counters[i]) {
                return Long.compare(counters[i], other.counters[i]);
            }
        }
        int bySize = Integer.compare(size(), other.size());
        return bySize != 0 ? bySize : Arrays.compare(stamps, other.stamps);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Clock clock
                        && Arrays.equals(counters, clock.counters)
                        && roster.equals(clock.roster)
                        && Arrays.equals(stamps, clock.stamps);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(fold(0));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < counters.length; i++) {
            text.append(i == 0 ? "" : ", ").append(roster.id(i)).append(':').append(counters[i]);
        }
        return text.append('}').toString();
    }
}
