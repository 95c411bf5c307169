package dev.hearsay.versioning;

import dev.hearsay.api.MemberId;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A version vector: for each coordinator, how many of its events are known. Immutable; sorted by id; counters are at least 1.
 *
 * <p>A clock that may be pruned keeps with each entry the wall time of its last event. Entries are then ordered by counter
 * first and stamp second, so that {@link #join} stays a join even where pruning made a coordinator count from 1 again.
 *
 * <p><b>Why arrays, and why shared.</b> Clocks of one key have mostly the same coordinators. Whoever makes a clock from another
 * one keeps its array of ids when it can; two clocks with the <em>same</em> array are then compared position by position. Ids are
 * compared by identity first; the order of ids is asked for only when a coordinator is new to a clock.
 */
final class Clock implements Comparable<Clock> {
    private static final long[] UNSTAMPED = {};
    static final Clock EMPTY = new Clock(new MemberId[0], new long[0], UNSTAMPED);

    final MemberId[] ids;
    final long[] counters;
    /** One per entry, or none at all. */
    private final long[] stamps;

    private Clock(MemberId[] ids, long[] counters, long[] stamps) {
        this.ids = ids;
        this.counters = counters;
        this.stamps = stamps;
    }

    static boolean same(MemberId left, MemberId right) {
        return left == right || left.equals(right);
    }

    int size() {
        return ids.length;
    }

    /** The counter of a coordinator, 0 if it has none. */
    long of(MemberId id) {
        int at = find(id);
        return at < 0 ? 0 : counters[at];
    }

    private int find(MemberId id) {
        for (int i = 0; i < ids.length; i++) {
            if (same(ids[i], id)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether this clock knows every event that the other one knows. */
    boolean covers(Clock other) {
        if (this == other) {
            return true;
        }
        if (!covers(ids, counters, other.ids, other.counters)) {
            return false;
        }
        return stamps.length == 0 || other.stamps.length == 0 || stampsCover(other);
    }

    /** Whether for each of the lesser ids the upper counters have at least as much. Both arrays of ids are sorted. */
    static boolean covers(MemberId[] upperIds, long[] upper, MemberId[] lesserIds, long[] lesser) {
        if (upperIds == lesserIds) {
            for (int i = 0; i < lesser.length; i++) {
                if (upper[i] < lesser[i]) {
                    return false;
                }
            }
            return true;
        }
        int i = 0;
        for (int j = 0; j < lesserIds.length; j++) {
            while (i < upperIds.length && !same(upperIds[i], lesserIds[j])) {
                i++;
            }
            if (i == upperIds.length || upper[i++] < lesser[j]) {
                return false;
            }
        }
        return true;
    }

    private boolean stampsCover(Clock other) {
        int i = 0;
        for (int j = 0; j < other.ids.length; j++, i++) {
            while (!same(ids[i], other.ids[j])) {
                i++;
            }
            if (counters[i] == other.counters[j] && stamps[i] < other.stamps[j]) {
                return false;
            }
        }
        return true;
    }

    /** Whether, for an id that stands in both, this clock's entry is the greater or the same one. */
    boolean leads(int at, Clock other, int otherAt) {
        if (counters[at] != other.counters[otherAt]) {
            return counters[at] > other.counters[otherAt];
        }
        return other.stamps.length == 0 || stamps.length != 0 && stamps[at] >= other.stamps[otherAt];
    }

    /** The least clock that covers both; one of the two, the same object, if that one does. */
    Clock join(Clock other) {
        if (covers(other)) {
            return this;
        }
        return other.covers(this) ? other : united(other);
    }

    private Clock united(Clock other) {
        MemberId[] all = union(ids, other.ids);
        boolean stamped = stamps.length != 0 || other.stamps.length != 0;
        long[] joined = new long[all.length];
        long[] times = stamped ? new long[all.length] : UNSTAMPED;
        int i = 0;
        int j = 0;
        for (int k = 0; k < all.length; k++) {
            boolean left = i < ids.length && same(ids[i], all[k]);
            boolean right = j < other.ids.length && same(other.ids[j], all[k]);
            boolean fromLeft = left && (!right || leads(i, other, j));
            Clock source = fromLeft ? this : other;
            int at = fromLeft ? i : j;
            joined[k] = source.counters[at];
            if (stamped) {
                times[k] = source.stamp(at);
            }
            i += left ? 1 : 0;
            j += right ? 1 : 0;
        }
        return new Clock(all, joined, times);
    }

    /** The sorted union; one of the two, the same array, if that one has all. */
    private static MemberId[] union(MemberId[] left, MemberId[] right) {
        if (left == right) {
            return left;
        }
        MemberId[] all = new MemberId[left.length + right.length];
        int count = 0;
        int i = 0;
        int j = 0;
        while (i < left.length && j < right.length) {
            if (same(left[i], right[j])) {
                all[count++] = left[i++];
                j++;
            } else {
                all[count++] = left[i].compareTo(right[j]) < 0 ? left[i++] : right[j++];
            }
        }
        while (i < left.length) {
            all[count++] = left[i++];
        }
        while (j < right.length) {
            all[count++] = right[j++];
        }
        if (count == left.length) {
            return left;
        }
        return count == right.length ? right : Arrays.copyOf(all, count);
    }

    /** This clock with another counter for {@code id}. Not to be used on a clock with stamps. */
    Clock with(MemberId id, long counter) {
        return with(id, counter, UNSTAMPED);
    }

    /** This clock with another counter for {@code id}, whose last event was at {@code stamp}. */
    Clock with(MemberId id, long counter, long stamp) {
        return with(id, counter, new long[] {stamp});
    }

    private Clock with(MemberId id, long counter, long[] stamp) {
        int at = find(id);
        boolean known = at >= 0;
        if (!known) {
            at = 0;
            while (at < ids.length && ids[at].compareTo(id) < 0) {
                at++;
            }
        }
        long[] after = known ? counters.clone() : spread(counters, at);
        after[at] = counter;
        long[] times = UNSTAMPED;
        if (stamp.length != 0) {
            long[] before = stamps.length == counters.length ? stamps : new long[counters.length];
            times = known ? before.clone() : spread(before, at);
            times[at] = stamp[0];
        }
        return new Clock(known ? ids : inserted(id, at), after, times);
    }

    private MemberId[] inserted(MemberId id, int at) {
        MemberId[] more = new MemberId[ids.length + 1];
        System.arraycopy(ids, 0, more, 0, at);
        more[at] = id;
        System.arraycopy(ids, at, more, at + 1, ids.length - at);
        return more;
    }

    private static long[] spread(long[] numbers, int at) {
        long[] more = new long[numbers.length + 1];
        System.arraycopy(numbers, 0, more, 0, at);
        System.arraycopy(numbers, at, more, at + 1, numbers.length - at);
        return more;
    }

    /** When the entry's last event was; 0 if that was not kept. */
    long stamp(int at) {
        return stamps.length == 0 ? 0 : stamps[at];
    }

    /** This clock without the entry at {@code at}: it forgets that those events ever happened. */
    Clock without(int at) {
        int left = ids.length - 1;
        MemberId[] fewer = Arrays.copyOf(ids, left);
        System.arraycopy(ids, at + 1, fewer, at, left - at);
        return new Clock(fewer, less(counters, at), stamps.length == 0 ? UNSTAMPED : less(stamps, at));
    }

    static long[] less(long[] numbers, int at) {
        long[] fewer = Arrays.copyOf(numbers, numbers.length - 1);
        System.arraycopy(numbers, at + 1, fewer, at, fewer.length - at);
        return fewer;
    }

    long fold(long digest) {
        long folded = Mixing.fold(digest, ids.length);
        for (int i = 0; i < ids.length; i++) {
            folded = Mixing.fold(Mixing.fold(folded, ids[i]), counters[i]);
        }
        return folded;
    }

    /** Stamps are written if they are kept. */
    int encodedSize() {
        int size = Wire.sizeOf(ids.length);
        for (int i = 0; i < ids.length; i++) {
            size += Wire.sizeOf(ids[i]) + Wire.sizeOf(counters[i]) + (stamps.length != 0 ? Wire.sizeOf(stamps[i]) : 0);
        }
        return size;
    }

    void encode(ByteBuffer out) {
        Wire.putNumber(out, ids.length);
        for (int i = 0; i < ids.length; i++) {
            Wire.putMember(out, ids[i]);
            Wire.putNumber(out, counters[i]);
            if (stamps.length != 0) {
                Wire.putNumber(out, stamps[i]);
            }
        }
    }

    static Clock decode(ByteBuffer in, boolean stamped) {
        int size = Wire.getCount(in, 4);
        MemberId[] ids = new MemberId[size];
        long[] counters = new long[size];
        long[] stamps = stamped ? new long[size] : UNSTAMPED;
        for (int i = 0; i < size; i++) {
            ids[i] = Wire.getMember(in);
            counters[i] = Wire.getNumber(in);
            if (i > 0 && ids[i - 1].compareTo(ids[i]) >= 0) {
                throw new IllegalArgumentException("the members of a clock are not in order");
            }
            if (counters[i] < 1) {
                throw new IllegalArgumentException("the counter of a clock is below 1");
            }
            if (stamped) {
                stamps[i] = Wire.getNumber(in);
            }
        }
        return size == 0 ? EMPTY : new Clock(ids, counters, stamps);
    }

    /** A total order that has nothing to do with causality: it makes the order of siblings depend on the siblings alone. */
    @Override
    public int compareTo(Clock other) {
        for (int i = 0; i < Math.min(ids.length, other.ids.length); i++) {
            int byId = ids[i].compareTo(other.ids[i]);
            if (byId != 0) {
                return byId;
            }
            if (counters[i] != other.counters[i]) {
                return Long.compare(counters[i], other.counters[i]);
            }
        }
        int bySize = Integer.compare(ids.length, other.ids.length);
        return bySize != 0 ? bySize : Arrays.compare(stamps, other.stamps);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Clock clock
                        && Arrays.equals(counters, clock.counters)
                        && (ids == clock.ids || Arrays.equals(ids, clock.ids))
                        && Arrays.equals(stamps, clock.stamps);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(fold(0));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < ids.length; i++) {
            text.append(i == 0 ? "" : ", ").append(ids[i]).append(':').append(counters[i]);
        }
        return text.append('}').toString();
    }
}
