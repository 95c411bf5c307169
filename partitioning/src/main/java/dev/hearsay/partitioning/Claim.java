package dev.hearsay.partitioning;

import dev.hearsay.api.Token;

/**
 * One place on the ring, claimed by one member. Ordered by place, and equal places by member, so that two members which
 * drew the same token stand in the same order on every node.
 *
 * @param place the last token of the range that this claim takes
 * @param owner the member's index among the owners, which are sorted by id
 */
record Claim(Token place, int owner) implements Comparable<Claim> {
    @Override
    public int compareTo(Claim other) {
        int byPlace = place.compareTo(other.place);
        return byPlace != 0 ? byPlace : Integer.compare(owner, other.owner);
    }
}
