package dev.hearsay.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who owns data. It changes rarely and on purpose; who answers right now is the failure detector's business. At most one
 * incarnation per name; members are kept sorted by id, so that equal topologies are equal whatever order they were learnt in.
 *
 * @param version only ever grows
 */
public record Topology(long version, List<Member> members) {
    public Topology {
        List<Member> sorted = new ArrayList<>(members);
        sorted.sort(Comparator.comparing(Member::id));
        for (int i = 1; i < sorted.size(); i++) {
            String name = sorted.get(i).id().name();
            if (sorted.get(i - 1).id().name().equals(name)) {
                throw new IllegalArgumentException("two incarnations of " + name + " in one topology");
            }
        }
        members = List.copyOf(sorted);
    }

    public Optional<Member> member(MemberId id) {
        return byName(id.name()).filter(found -> found.id().equals(id));
    }

    /** The member of that name, whatever its incarnation. */
    public Optional<Member> byName(String name) {
        int low = 0;
        int high = members.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = members.get(middle).id().name().compareTo(name);
            if (order == 0) {
                return Optional.of(members.get(middle));
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    /** Members that own data, sorted by id. */
    public List<Member> owners() {
        List<Member> owners = new ArrayList<>(members);
        owners.removeIf(member -> !member.owns());
        return Collections.unmodifiableList(owners);
    }

    /** The next version, with {@code changed} in place of the member of the same name, or added. */
    public Topology with(Member changed) {
        List<Member> next = new ArrayList<>(members);
        next.removeIf(member -> member.id().name().equals(changed.id().name()));
        next.add(changed);
        return new Topology(version + 1, next);
    }
}
