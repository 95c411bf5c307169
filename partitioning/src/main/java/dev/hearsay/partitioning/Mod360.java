package dev.hearsay.partitioning;

import dev.hearsay.api.Member;
import dev.hearsay.api.Token;
import dev.hearsay.api.Topology;
import dev.hearsay.api.rule.Partitioner;
import dev.hearsay.api.rule.Placement;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A ring of 360 slots with one slot per member: the hash of its name, an unsigned big-endian integer, mod 360. It is
 * what consistent hashing is often first built as, and the baseline that other partitioners are compared with. A key
 * belongs to the first member whose slot is at or after the key's slot; the other replicas are the members that follow
 * in slot order, members of one slot in the order of their ids.
 *
 * <p><b>How a key gets its slot.</b> Not by mod 360, but by cutting the ring into 360 equal arcs and counting them:
 * {@code slot = floor(token · 360 / 2^128)}. The token is a uniform hash, so either rule spreads keys over slots
 * equally well; but the residues of mod 360 lie scattered all over the ring, while arcs are ranges, and ranges are what
 * storage scans, Merkle trees and range transfers are made of. Members keep the rule by residue, so their slots are the
 * historical ones.
 *
 * <p><b>Faults, shown and not repaired.</b>
 * <ol>
 *   <li>There are only 360 places: beyond a few dozen members collisions are the rule, and above 360 members they are
 *   certain.
 *   <li>Of members on one slot, only the one with the smallest id is ever first in a list while it is a member.
 *   <li>One place per member makes shares very uneven, and the whole range of a leaver falls on its one successor.
 *   <li>There are no weights.
 * </ol>
 *
 * <p>Liveness is no business of a partitioner: members that do not answer stay in the lists, and the quorum policy
 * decides whom to ask in their stead.
 */
final class Mod360 implements Partitioner {
    static final int SLOTS = 360;
    private static final BigInteger RING = BigInteger.ONE.shiftLeft(128);
    private final Mod360Settings settings;

    Mod360(Mod360Settings settings) {
        this.settings = settings;
    }

    @Override
    public Placement place(Topology topology, int replicas) {
        return RingWalk.place(topology.owners(), this::places, replicas, settings.fallbacks());
    }

    private List<Token> places(Member member) {
        return List.of(lastOf(slot(member.id().name())));
    }

    /** The slot of a member; its incarnations share it. */
    int slot(String name) {
        byte[] digest = settings.hash().digest(name.getBytes(StandardCharsets.UTF_8));
        return new BigInteger(1, digest).mod(BigInteger.valueOf(SLOTS)).intValue();
    }

    /** The last token of a slot's arc: the largest {@code t} with {@code floor(t · 360 / 2^128) = slot}. */
    static Token lastOf(int slot) {
        BigInteger slots = BigInteger.valueOf(SLOTS);
        BigInteger nextArc = RING.multiply(BigInteger.valueOf(slot + 1L))
                .add(slots.subtract(BigInteger.ONE))
                .divide(slots);
        BigInteger last = nextArc.subtract(BigInteger.ONE);
        return new Token(last.shiftRight(Long.SIZE).longValue(), last.longValue());
    }
}
