package dev.hearsay.versioning;

import dev.hearsay.api.Mutation;
import dev.hearsay.api.port.Wire;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A dotted version vector set: everything a replica knows of one key, as one value.
 *
 * <h2>Why the sibling set, and not the clock, is the unit</h2>
 *
 * A version vector answers "which events are known", and Dynamo hangs one on every version. But a vector cannot name <em>one</em>
 * event: the second write through coordinator A is {@code {A:2}}, which also claims to know {@code {A:1}}. So when two clients
 * write through A after the same read, the second one seems to have seen the first, and the first is lost. The repair that comes
 * to mind is one entry per client instead, and then clocks grow with the number of clients that ever wrote.
 *
 * <p>The vector is right; hanging it on a version is wrong. What a replica stores for a key is a <em>set</em> of versions, and
 * about that set two questions have to be answered for each coordinator: how many of its events are known ({@code n}), and which
 * of their values have been replaced. A client that replaces values names them by the context of a reading, and a reading shows a
 * whole set. So the replaced events of a coordinator are always its oldest: all up to some number, the <em>floor</em>. The state
 * of a key is therefore two vectors of counters for all siblings together,
 *
 * <pre>
 *     known     {A:5, B:2}
 *     replaced  {A:3, B:2}      A4 and A5 are the siblings; their values are kept, newest first
 * </pre>
 *
 * and every operation is arithmetic on counters:
 *
 * <pre>
 *     merge     the larger known, the larger replaced, per coordinator
 *     write     replaced := max(replaced, context); known likewise; then the coordinator's known + 1 names the new value
 *     context   known
 * </pre>
 *
 * Merge being a maximum per coordinator of two counters, it is a join, and nothing has to be proved about it. The size is one
 * entry per coordinator incarnation that ever wrote the key, however many siblings and clients there are.
 *
 * <p>The authors keep for each id the triple (id, n, L), L being the values of its last |L| events. That is the same state: floor
 * = n − |L|. Their rule "keep the shorter of the two histories" is the maximum of the floors. Source: Almeida, Baquero,
 * Gonçalves, Preguiça, Fonte, <em>Scalable and Accurate Causality Tracking for Eventually Consistent Stores</em>, DAIS 2014,
 * section 5, and their {@code dvvset.erl}. Their anonymous values are left out: here every write is named by its coordinator.
 *
 * <p><b>Invariants.</b>
 * <ol>
 *   <li>Floors run parallel to the entries of the clock, and 0 ≤ floor ≤ counter.
 *   <li>There are counter − floor live versions per entry, the entries in order, the newest version of an entry first.
 *   <li>A coordinator writes on top of the last cell that it wrote, under an id that it never had before it lost one. Otherwise two
 *       events share a number, and one of them is lost for good: nothing here can notice.
 * </ol>
 */
final class SiblingSet extends CausalCell {
    private static final Mutation[] NO_LIVE = {};
    static final SiblingSet EMPTY = new SiblingSet(Clock.EMPTY, new long[0], NO_LIVE);

    private final Clock known;
    private final long[] floors;
    private final Mutation[] live;

    private SiblingSet(Clock known, long[] floors, Mutation[] live) {
        this.known = known;
        this.floors = floors;
        this.live = live;
    }

    /**
     * One write: drops what the client had seen, and adds the mutation under the coordinator's next number.
     *
     * @param after the clock of the result: the join of this cell's and {@code seen}, with one more in the coordinator's entry
     */
    SiblingSet write(Clock after, Clock seen, Mutation mutation) {
        Roster roster = after.roster();
        long[] counters = roster.align(known.counters(), known.roster());
        long[] lows = roster.align(floors, known.roster());
        long[] raised = seen.size() == 0 ? lows : Clock.maxima(lows, roster.align(seen.counters(), seen.roster()));
        Mutation[] versions = new Mutation[total(after.counters(), raised)];
        int to = 0;
        int from = 0;
        for (int i = 0; i < raised.length; i++) {
            if (after.counters()[i] > Math.max(counters[i], raised[i])) {
                versions[to++] = mutation;
            }
            int at = from;
            for (long n = counters[i]; n > raised[i]; n--) {
                versions[to++] = live[at++];
            }
            from += (int) (counters[i] - lows[i]);
        }
        return new SiblingSet(after, raised, versions);
    }

    private static int total(long[] counters, long[] floors) {
        int total = 0;
        for (int i = 0; i < floors.length; i++) {
            total += (int) (counters[i] - floors[i]);
        }
        return total;
    }

    private int held(int at) {
        return (int) (known.counters()[at] - floors[at]);
    }

    /** The least set that knows all that either knew; one of the two, the same object, if that one does. */
    SiblingSet merge(SiblingSet other) {
        if (covers(other)) {
            return this;
        }
        return other.covers(this) ? other : united(other);
    }

    private boolean covers(SiblingSet other) {
        return this == other
                || known.covers(other.known)
                        && Roster.covers(known.roster(), floors, other.known.roster(), other.floors);
    }

    private SiblingSet united(SiblingSet other) {
        Clock joined = known.join(other.known);
        Roster roster = joined.roster();
        long[] left = roster.align(known.counters(), known.roster());
        long[] right = roster.align(other.known.counters(), other.known.roster());
        long[] leftFloors = roster.align(floors, known.roster());
        long[] rightFloors = roster.align(other.floors, other.known.roster());
        long[] raised = Clock.maxima(leftFloors, rightFloors);
        int total = total(joined.counters(), raised);
        Mutation[] versions = total == 0 ? NO_LIVE : new Mutation[total];
        int to = 0;
        int fromLeft = 0;
        int fromRight = 0;
        for (int i = 0; i < raised.length; i++) {
            boolean leads = left[i] >= right[i];
            Mutation[] source = leads ? live : other.live;
            int at = leads ? fromLeft : fromRight;
            for (long n = joined.counters()[i]; n > raised[i]; n--) {
                versions[to++] = source[at++];
            }
            fromLeft += (int) (left[i] - leftFloors[i]);
            fromRight += (int) (right[i] - rightFloors[i]);
        }
        return new SiblingSet(joined, raised, versions);
    }

    /**
     * Without the entry at {@code at}, which must have no live version: that its values were replaced is forgotten, and they come
     * back as siblings if a replica still has them.
     */
    SiblingSet without(int at) {
        return new SiblingSet(known.without(at), Clock.remove(floors, at), live);
    }

    boolean isBare(int at) {
        return held(at) == 0;
    }

    @Override
    public boolean isEmpty() {
        return floors.length == 0;
    }

    @Override
    int siblings() {
        return live.length;
    }

    @Override
    Mutation sibling(int at) {
        return live[at];
    }

    @Override
    Clock clock() {
        return known;
    }

    /** Scheme, clock, floors as the number of live versions per entry, the versions. */
    @Override
    int makeEncodedSize() {
        int size = 1 + known.encodedSize();
        for (int i = 0; i < floors.length; i++) {
            size += Wire.size(held(i));
        }
        for (Mutation version : live) {
            size += Mutations.size(version);
        }
        return size;
    }

    @Override
    void encode(ByteBuffer out) {
        known.encode(out);
        for (int i = 0; i < floors.length; i++) {
            Wire.put(out, held(i));
        }
        for (Mutation version : live) {
            Mutations.put(out, version);
        }
    }

    static SiblingSet decode(ByteBuffer in, boolean stamped) {
        Clock known = Clock.decode(in, stamped);
        if (known.size() == 0) {
            return EMPTY;
        }
        long[] floors = new long[known.size()];
        int count = 0;
        for (int i = 0; i < floors.length; i++) {
            int held = Wire.count(in, 1);
            floors[i] = known.counters()[i] - held;
            count += held;
            if (floors[i] < 0 || count > in.remaining()) {
                throw new IllegalArgumentException("a cell announces more versions than it can have");
            }
        }
        Mutation[] live = count == 0 ? NO_LIVE : new Mutation[count];
        for (int i = 0; i < count; i++) {
            live[i] = Mutations.read(in);
        }
        return new SiblingSet(known, floors, live);
    }

    /** The clock and the floors: together they name the live dots. */
    @Override
    long makeDigest() {
        long digest = known.fold(0);
        for (long floor : floors) {
            digest = Mixing.fold(digest, floor);
        }
        return digest;
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof SiblingSet set) || !Arrays.equals(floors, set.floors) || !known.equals(set.known)) {
            return false;
        }
        for (int i = 0; i < live.length; i++) {
            if (!alike(live[i], set.live[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(digest());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("known ").append(known).append(", live");
        for (int i = 0; i < floors.length; i++) {
            for (long n = known.counters()[i]; n > floors[i]; n--) {
                text.append(' ').append(known.roster().id(i)).append('.').append(n);
            }
        }
        return text.toString();
    }
}
