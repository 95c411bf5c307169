package dev.hearsay.versioning;

import dev.hearsay.api.MemberId;
import dev.hearsay.api.port.Wire;
import java.util.Arrays;

/**
 * The coordinators of a clock, sorted and distinct; counters run parallel to it. Immutable.
 *
 * <p><b>Why apart from the counters, and why shared.</b> The coordinators of a key hardly ever change, its counters with every write.
 * Whoever makes a clock from another one keeps its roster when it can. Two clocks with the <em>same</em> roster are compared position by
 * position, without looking at an id, and what depends on the ids alone is worked out once. Ids are compared by identity first;
 * their order is asked for only when a coordinator is new.
 */
final class Roster {
    static final Roster EMPTY = new Roster(new MemberId[0]);
    private final MemberId[] ids;
    private long digest;
    private int encodedSize;

    /** The array becomes the roster's own. */
    Roster(MemberId[] ids) {
        this.ids = ids;
    }

    static boolean same(MemberId left, MemberId right) {
        return left == right || left.equals(right);
    }

    int size() {
        return ids.length;
    }

    MemberId id(int at) {
        return ids[at];
    }

    /** Where the id stands, -1 if it does not. */
    int find(MemberId id) {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == id) {
                return i;
            }
        }
        for (int i = 0; i < ids.length; i++) {
            if (ids[i].equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /** Where the id, which is not here, would stand. */
    int gap(MemberId id) {
        int at = 0;
        while (at < ids.length && ids[at].compareTo(id) < 0) {
            at++;
        }
        return at;
    }

    Roster insert(MemberId id, int at) {
        MemberId[] more = new MemberId[ids.length + 1];
        System.arraycopy(ids, 0, more, 0, at);
        more[at] = id;
        System.arraycopy(ids, at, more, at + 1, ids.length - at);
        return new Roster(more);
    }

    Roster remove(int at) {
        MemberId[] fewer = Arrays.copyOf(ids, ids.length - 1);
        System.arraycopy(ids, at + 1, fewer, at, fewer.length - at);
        return new Roster(fewer);
    }

    /** All members of both; one of the two, the same object, if that one has them all. */
    Roster union(Roster other) {
        if (this == other) {
            return this;
        }
        MemberId[] right = other.ids;
        MemberId[] all = new MemberId[ids.length + right.length];
        int count = 0;
        int i = 0;
        int j = 0;
        while (i < ids.length && j < right.length) {
            if (same(ids[i], right[j])) {
                all[count++] = ids[i++];
                j++;
            } else {
                all[count++] = ids[i].compareTo(right[j]) < 0 ? ids[i++] : right[j++];
            }
        }
        while (i < ids.length) {
            all[count++] = ids[i++];
        }
        while (j < right.length) {
            all[count++] = right[j++];
        }
        if (count == ids.length) {
            return this;
        }
        return count == right.length ? other : new Roster(Arrays.copyOf(all, count));
    }

    /**
     * Numbers that run parallel to {@code from}, which has no member that is missing here, as numbers that run parallel to this: 0
     * where there was none. The same array if the rosters agree.
     */
    long[] align(long[] numbers, Roster from) {
        if (this == from || numbers.length == 0 && ids.length == 0) {
            return numbers;
        }
        long[] aligned = new long[ids.length];
        int at = 0;
        for (int i = 0; i < from.ids.length; i++) {
            while (!same(ids[at], from.ids[i])) {
                at++;
            }
            aligned[at++] = numbers[i];
        }
        return aligned;
    }

    /** Whether, member by member of the lesser roster, the upper numbers are at least as large. */
    static boolean covers(Roster upperRoster, long[] upper, Roster lesserRoster, long[] lesser) {
        if (upperRoster == lesserRoster) {
            for (int i = 0; i < lesser.length; i++) {
                if (upper[i] < lesser[i]) {
                    return false;
                }
            }
            return true;
        }
        MemberId[] sought = lesserRoster.ids;
        MemberId[] found = upperRoster.ids;
        if (sought.length > found.length) {
            return false;
        }
        int at = 0;
        for (int i = 0; i < sought.length; i++) {
            while (at < found.length && !same(found[at], sought[i])) {
                at++;
            }
            if (at == found.length || upper[at++] < lesser[i]) {
                return false;
            }
        }
        return true;
    }

    long digest() {
        long known = digest;
        if (known == 0) {
            known = ids.length;
            for (MemberId id : ids) {
                known = Mixing.fold(known, id);
            }
            digest = known;
        }
        return known;
    }

    /** Bytes of the members alone. */
    int encodedSize() {
        int known = encodedSize;
        if (known == 0) {
            for (MemberId id : ids) {
                known += Wire.size(id);
            }
            encodedSize = known;
        }
        return known;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Roster roster && Arrays.equals(ids, roster.ids);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(digest());
    }
}
