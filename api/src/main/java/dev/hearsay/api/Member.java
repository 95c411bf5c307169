package dev.hearsay.api;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A member of the cluster as everybody records it.
 *
 * @param id name and incarnation; identity looks at nothing else
 * @param address where it listens
 * @param state where it stands between joining and gone
 * @param version rises with every change of this record
 * @param tokens the places it claimed on the ring; empty for partitioners that need none
 * @param labels facts that placements may use, such as {@code zone} or {@code weight}; sorted by name
 */
public record Member(
        MemberId id, Address address, State state, long version, List<Token> tokens, Map<String, String> labels) {
    public enum State {
        JOINING,
        UP,
        LEAVING,
        GONE
    }

    public Member {
        tokens = List.copyOf(tokens);
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** One without labels. */
    public static Member up(MemberId id, Address address, List<Token> tokens) {
        return new Member(id, address, State.UP, 1, tokens, new TreeMap<>());
    }

    /** The same member, one version later, in another state. */
    public Member to(State next) {
        return new Member(id, address, next, version + 1, tokens, labels);
    }

    /** Whether it owns data: joining and gone members do not. */
    public boolean owns() {
        return state == State.UP || state == State.LEAVING;
    }
}
