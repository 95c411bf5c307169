package dev.hearsay.membership;

import dev.hearsay.api.Member;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/**
 * The records of all members that somebody knows, sorted by name: one place for each, so that heartbeats can stand in plain
 * arrays beside it. Immutable. Rosters form a lattice, and {@link #with} is its join.
 */
final class Roster {
    private final List<Member> members;
    private final Stamps stamps;

    private Roster(List<Member> sorted) {
        members = Collections.unmodifiableList(sorted);
        stamps = Stamps.of(sorted);
    }

    /** Of several records of one name the one that counts. */
    static Roster of(Iterable<Member> members) {
        TreeMap<String, Member> sorted = new TreeMap<>();
        members.forEach(member -> sorted.merge(member.id().name(), member, Precedence::newer));
        return new Roster(new ArrayList<>(sorted.values()));
    }

    Roster with(Iterable<Member> changed) {
        List<Member> all = new ArrayList<>(members);
        changed.forEach(all::add);
        return of(all);
    }

    Roster without(Iterable<Member> forgotten) {
        List<Member> rest = new ArrayList<>(members);
        forgotten.forEach(rest::remove);
        return new Roster(rest);
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

    Stamps stamps() {
        return stamps;
    }

    /** -1 if nobody of that name is known. */
    int placeOf(String name) {
        return stamps.placeOf(name);
    }
}
