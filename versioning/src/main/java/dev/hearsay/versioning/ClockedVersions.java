package dev.hearsay.versioning;

import dev.hearsay.api.MemberId;
import dev.hearsay.api.Mutation;
import dev.hearsay.api.port.Wire;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The versions of a key, each with its own clock, none of which covers another: Dynamo's cell.
 *
 * <p><b>Invariants.</b> Sorted; no version {@linkplain Version#replaces replaces} another one.
 */
final class ClockedVersions extends CausalCell {
    static final ClockedVersions EMPTY = new ClockedVersions(new Version[0]);
    private final Version[] versions;
    /** The join of the versions' clocks; made when first asked for. */
    private Clock joined;

    private ClockedVersions(Version[] versions) {
        this.versions = versions;
    }

    /** The largest counter that any version has for the coordinator: the largest it has used, as long as nothing was pruned. */
    long largest(MemberId coordinator) {
        long largest = 0;
        for (Version version : versions) {
            largest = Math.max(largest, version.clock().of(coordinator));
        }
        return largest;
    }

    /**
     * With one more version, without those that its clock covers.
     *
     * @param clock of the write
     * @param stored what is left of that clock after pruning
     */
    ClockedVersions write(Clock clock, Clock stored, Mutation mutation) {
        Version added = new Version(stored, mutation);
        int count = 0;
        for (Version version : versions) {
            count += clock.covers(version.clock()) ? 0 : 1;
        }
        Version[] kept = new Version[count + 1];
        int to = 0;
        for (Version version : versions) {
            if (!clock.covers(version.clock())) {
                kept[to++] = version;
            }
        }
        kept[to] = added;
        if (to > 0) {
            Arrays.sort(kept);
        }
        return new ClockedVersions(kept);
    }

    /** The least set that knows all that either knew; one of the two, the same object, if that one does. */
    ClockedVersions merge(ClockedVersions other) {
        if (covers(other)) {
            return this;
        }
        if (other.covers(this)) {
            return other;
        }
        Version[] all = new Version[versions.length + other.versions.length];
        int count = 0;
        for (Version version : versions) {
            if (!other.replaces(version)) {
                all[count++] = version;
            }
        }
        for (Version version : other.versions) {
            if (!replaces(version) || contains(version)) {
                all[count++] = version;
            }
        }
        Version[] merged = Arrays.copyOf(all, count);
        Arrays.sort(merged);
        return new ClockedVersions(merged);
    }

    /** Whether each of the other's versions is here, or replaced by one that is. */
    private boolean covers(ClockedVersions other) {
        if (this == other) {
            return true;
        }
        for (Version version : other.versions) {
            if (!replaces(version)) {
                return false;
            }
        }
        return true;
    }

    private boolean replaces(Version old) {
        for (Version version : versions) {
            if (version.replaces(old)) {
                return true;
            }
        }
        return false;
    }

    private boolean contains(Version sought) {
        for (Version version : versions) {
            if (version.equals(sought)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean isEmpty() {
        return versions.length == 0;
    }

    @Override
    int siblings() {
        return versions.length;
    }

    @Override
    Mutation sibling(int at) {
        return versions[at].mutation();
    }

    @Override
    Clock clock() {
        Clock known = joined;
        if (known == null) {
            known = Clock.EMPTY;
            for (Version version : versions) {
                known = known.join(version.clock());
            }
            joined = known;
        }
        return known;
    }

    @Override
    int makeEncodedSize() {
        int size = 1 + Wire.size(versions.length);
        for (Version version : versions) {
            size += version.clock().encodedSize() + Mutations.size(version.mutation());
        }
        return size;
    }

    @Override
    void encode(ByteBuffer out) {
        Wire.put(out, versions.length);
        for (Version version : versions) {
            version.clock().encode(out);
            Mutations.put(out, version.mutation());
        }
    }

    static ClockedVersions decode(ByteBuffer in, boolean stamped) {
        Version[] versions = new Version[Wire.count(in, 2)];
        for (int i = 0; i < versions.length; i++) {
            versions[i] = new Version(Clock.decode(in, stamped), Mutations.read(in));
            for (int j = 0; j < i; j++) {
                requireConcurrent(versions[j], versions[i]);
            }
        }
        return versions.length == 0 ? EMPTY : new ClockedVersions(versions);
    }

    private static void requireConcurrent(Version left, Version right) {
        if (left.compareTo(right) >= 0 || left.replaces(right) || right.replaces(left)) {
            throw new IllegalArgumentException("the versions of a cell are out of order, or one replaces another");
        }
    }

    @Override
    long makeDigest() {
        long digest = versions.length;
        for (Version version : versions) {
            digest = version.clock().fold(digest);
        }
        return digest;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof ClockedVersions cell && Arrays.equals(versions, cell.versions);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(digest());
    }

    @Override
    public String toString() {
        return Arrays.toString(versions);
    }
}
