package dev.hearsay.partitioning;

import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Token;
import dev.hearsay.api.rule.Placement;
import dev.hearsay.api.rule.ReplicaSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Places by walking the ring: a partition ends at a claimed place, and its preference list is the members in the order
 * in which one meets them walking clockwise from that place (DeCandia et al., <i>Dynamo</i>, SOSP 2007, sections 4.2
 * and 4.3).
 *
 * <p><b>How all lists are made in one round.</b> Walking afresh from each of n places is slow where some member claimed
 * few places: every walk that has to find it goes halfway round the ring. But the order in which members are met from
 * one place is the order met from the next place with this place's owner moved to the front. So one walk forwards gives
 * the order at the first place, and one walk backwards gives all the others, at the cost of one move-to-front each: O(n
 * · S) for S members, whatever the weights, and in practice the copying of short arrays.
 *
 * <p><b>Equal places</b> make one partition, not an empty one: in a range, equal ends mean the whole ring. All who
 * claimed the place stay in the walk, smallest id first, so that nobody loses its share of the replicas.
 */
final class RingWalk {
    private final MemberId[] members;
    private final Claim[] claims;
    private final int length;
    private final int primaries;

    private RingWalk(MemberId[] members, Claim[] claims, int length, int primaries) {
        this.members = members;
        this.claims = claims;
        this.length = length;
        this.primaries = primaries;
    }

    /**
     * @param owners the members that own data, sorted by id
     * @param places the places a member claims, at least one
     * @param replicas owners per partition, all if there are fewer
     * @param fallbacks stand-ins per preference list, fewer where members or {@link ReplicaSet#LIMIT} run out
     */
    static Placement place(List<Member> owners, Function<Member, List<Token>> places, int replicas, int fallbacks) {
        if (owners.isEmpty()) {
            throw new IllegalArgumentException("no member of this topology owns data, so there is nowhere to place it");
        }
        if (replicas < 1 || replicas > ReplicaSet.LIMIT) {
            throw new IllegalArgumentException("n must be between 1 and " + ReplicaSet.LIMIT + ", not " + replicas);
        }
        MemberId[] members = owners.stream().map(Member::id).toArray(MemberId[]::new);
        List<Claim> claims = new ArrayList<>();
        for (int owner = 0; owner < members.length; owner++) {
            for (Token place : places.apply(owners.get(owner))) {
                claims.add(new Claim(place, owner));
            }
        }
        Claim[] sorted = claims.toArray(Claim[]::new);
        Arrays.sort(sorted);
        int primaries = Math.min(replicas, members.length);
        int length = Math.min(members.length, Math.min(ReplicaSet.LIMIT, replicas + fallbacks));
        return new RingWalk(members, sorted, length, primaries).place();
    }

    private Placement place() {
        int partitions = 0;
        for (int i = 0; i < claims.length; i++) {
            partitions += startsPartition(i) ? 1 : 0;
        }
        long[] highs = new long[partitions];
        long[] lows = new long[partitions];
        int[] rows = new int[Math.multiplyExact(partitions, length)];
        int[] order = orderAtFirst();
        int partition = partitions;
        for (int i = claims.length - 1; i >= 0; i--) {
            moveToFront(order, claims[i].owner());
            if (startsPartition(i)) {
                partition--;
                highs[partition] = claims[i].place().high();
                lows[partition] = claims[i].place().low();
                System.arraycopy(order, 0, rows, partition * length, length);
            }
        }
        return new RingPlacement(highs, lows, new PreferenceLists(members, rows, length, primaries));
    }

    private boolean startsPartition(int claim) {
        return claim == 0 || !claims[claim].place().equals(claims[claim - 1].place());
    }

    /** All members in the order in which one meets them walking from the first place. */
    private int[] orderAtFirst() {
        int[] order = new int[members.length];
        boolean[] met = new boolean[members.length];
        int found = 0;
        for (int i = 0; found < order.length && i < claims.length; i++) {
            int owner = claims[i].owner();
            if (!met[owner]) {
                met[owner] = true;
                order[found++] = owner;
            }
        }
        if (found < order.length) {
            throw new IllegalArgumentException("a member that owns data claims no place on the ring");
        }
        return order;
    }

    private static void moveToFront(int[] order, int owner) {
        int at = 0;
        while (order[at] != owner) {
            at++;
        }
        System.arraycopy(order, 0, order, 1, at);
        order[0] = owner;
    }
}
