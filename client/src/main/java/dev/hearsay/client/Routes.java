package dev.hearsay.client;

import dev.hearsay.api.Address;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Token;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.Ring;
import dev.hearsay.api.request.Ring.RingPartition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A ring, in the form in which the owners of a key are found quickly. Immutable. */
final class Routes {
    private static final Peer[] NONE = {};

    private final Ring ring;
    private final long[] highs;
    private final long[] lows;
    private final Peer[][] owners;

    Routes(Ring ring, Function<Address, Peer> peers) {
        this.ring = ring;
        List<RingPartition> partitions = ring.partitions();
        highs = new long[partitions.size()];
        lows = new long[partitions.size()];
        owners = new Peer[partitions.size()][];
        Map<List<Integer>, Peer[]> known = new HashMap<>();
        for (int i = 0; i < owners.length; i++) {
            highs[i] = partitions.get(i).end().high();
            lows[i] = partitions.get(i).end().low();
            owners[i] = known.computeIfAbsent(
                    partitions.get(i).owners(),
                    numbers -> numbers.stream()
                            .map(number ->
                                    peers.apply(ring.members().get(number).address()))
                            .toArray(Peer[]::new));
        }
    }

    Ring ring() {
        return ring;
    }

    /** In the order of the preference list; none if the ring does not say. The caller must not change the array. */
    Peer[] owners(Key key) {
        return owners.length == 0 ? NONE : owners[partition(key.token())];
    }

    /** The first end at or after the token; past the last, the first. */
    private int partition(Token token) {
        int low = 0;
        int high = highs.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int byHigh = Long.compareUnsigned(highs[middle], token.high());
            if (byHigh < 0 || byHigh == 0 && Long.compareUnsigned(lows[middle], token.low()) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < highs.length ? low : 0;
    }

    /** Whether the cluster could carry out a request with these numbers; those that are left to its settings, it can. */
    boolean allows(int n, int required) {
        int copies = Math.min(n == 0 ? ring.copies() : n, ring.members().size());
        return n <= ring.copies() && required <= copies;
    }

    /** Those whom an answer names by rank; empty if it speaks of another ring. */
    Optional<List<MemberId>> members(Key key, Outcome.Answered answered) {
        if (answered.topology() != ring.version() || owners.length == 0) {
            return Optional.empty();
        }
        RingPartition partition = ring.partitions().get(partition(key.token()));
        List<Integer> list = new ArrayList<>(partition.owners());
        list.addAll(partition.standIns());
        List<MemberId> members = new ArrayList<>();
        for (long rest = answered.ranks(); rest != 0; rest &= rest - 1) {
            int rank = Long.numberOfTrailingZeros(rest);
            if (rank >= list.size()) {
                return Optional.empty();
            }
            members.add(ring.members().get(list.get(rank)).id());
        }
        return Optional.of(members);
    }
}
