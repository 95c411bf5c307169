package dev.hearsay.api;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * One incarnation of one node. A node that lost data, or cannot tell which events it already numbered, comes back under a
 * higher incarnation: were it to reuse its own dots, acknowledged writes would be lost silently.
 *
 * <p>Ordered by name, then by incarnation.
 */
public final class MemberId implements Comparable<MemberId> {
    private final String name;
    private final long incarnation;
    private final int hash;
    private final int nameBytes;

    public MemberId(String name, long incarnation) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a member needs a name");
        }
        this.name = name;
        this.incarnation = incarnation;
        this.hash = Objects.hash(name, incarnation);
        this.nameBytes = name.getBytes(StandardCharsets.UTF_8).length;
    }

    public String name() {
        return name;
    }

    /** Of the name in UTF-8; counted once, because the size of most messages needs it. */
    public int nameBytes() {
        return nameBytes;
    }

    public long incarnation() {
        return incarnation;
    }

    @Override
    public int compareTo(MemberId other) {
        if (this == other) {
            return 0;
        }
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : Long.compare(incarnation, other.incarnation);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof MemberId id
                        && hash == id.hash
                        && incarnation == id.incarnation
                        && name.equals(id.name);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return incarnation == 0 ? name : name + "#" + incarnation;
    }
}
