package dev.hearsay.membership;

import dev.hearsay.api.Member;
import dev.hearsay.api.port.Wire;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The records of all members that somebody knows, sorted by name: one place for each, so that heartbeats can stand in plain
 * arrays beside it. Immutable, and shared by all who know the same: a thousand nodes that agree hold one roster, and compare
 * digests place by place.
 */
final class Roster {
    private final List<Member> members;
    private final Map<String, Integer> places;
    private final int digestBytes;

    private Roster(List<Member> sorted) {
        members = Collections.unmodifiableList(sorted);
        places = new HashMap<>(sorted.size() * 2);
        int bytes = Wire.size(sorted.size()) + sorted.size();
        for (int i = 0; i < sorted.size(); i++) {
            Member member = sorted.get(i);
            places.put(member.id().name(), i);
            bytes += Wire.size(member.id()) + Wire.size(member.version()) + Long.BYTES;
        }
        digestBytes = bytes;
    }

    static Roster of(Iterable<Member> members) {
        Map<String, Member> sorted = new TreeMap<>();
        members.forEach(member -> sorted.merge(member.id().name(), member, Roster::newer));
        return new Roster(new ArrayList<>(sorted.values()));
    }

    /**
     * Of two records of one name, the one that counts: the higher incarnation, then GONE, which is final for its incarnation,
     * then the higher version.
     */
    static Member newer(Member left, Member right) {
        int byIncarnation = Long.compare(left.id().incarnation(), right.id().incarnation());
        if (byIncarnation != 0) {
            return byIncarnation > 0 ? left : right;
        }
        boolean leftGone = left.state() == Member.State.GONE;
        boolean rightGone = right.state() == Member.State.GONE;
        if (leftGone != rightGone) {
            return leftGone ? left : right;
        }
        return left.version() >= right.version() ? left : right;
    }

    Roster with(Iterable<Member> changed) {
        List<Member> all = new ArrayList<>(members);
        changed.forEach(all::add);
        return of(all);
    }

    Roster without(String name) {
        List<Member> rest = new ArrayList<>(members);
        rest.removeIf(member -> member.id().name().equals(name));
        return of(rest);
    }

    int size() {
        return members.size();
    }

    Member member(int place) {
        return members.get(place);
    }

    List<Member> members() {
        return members;
    }

    /** -1 if nobody of that name is known. */
    int placeOf(String name) {
        Integer place = places.get(name);
        return place == null ? -1 : place;
    }

    /** Bytes of a digest of it: id, version and heartbeat of each. */
    int digestBytes() {
        return digestBytes;
    }

    /** Whether the same identities with the same versions stand in the same places. */
    boolean agrees(Roster other) {
        if (this == other) {
            return true;
        }
        if (size() != other.size()) {
            return false;
        }
        for (int i = 0; i < size(); i++) {
            Member mine = member(i);
            Member theirs = other.member(i);
            if (mine != theirs && (!mine.id().equals(theirs.id()) || mine.version() != theirs.version())) {
                return false;
            }
        }
        return true;
    }
}
