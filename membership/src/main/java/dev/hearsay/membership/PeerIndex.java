package dev.hearsay.membership;

import dev.hearsay.api.MemberId;
import java.util.Arrays;

/**
 * Small numbers for peers, so that what a detector knows of them can stand in plain arrays. A thousand nodes that watch each other
 * ask a million questions per round; answered from objects in a hash map nearly all of them wait for memory, from arrays nearly
 * none do. A number given up is given out again: there are never more numbers than there were peers at one time.
 */
final class PeerIndex {
    private static final int NONE = -1;

    private MemberId[] peers = new MemberId[8];
    /** Open addressing, at most half full: the number of a peer plus one, 0 where there is none. */
    private int[] table = new int[16];

    private int[] free = new int[0];
    private int freed;
    private int used;
    /** Whom the next question may be about: peers are asked about in the same order again and again. */
    private int guess;

    /** The peer's number; -1 if it has none. */
    int of(MemberId peer) {
        int number = guess < used && peers[guess] == peer ? guess : find(peer);
        guess = number + 1;
        return number;
    }

    private int find(MemberId peer) {
        int mask = table.length - 1;
        for (int slot = spread(peer) & mask; table[slot] != 0; slot = slot + 1 & mask) {
            MemberId found = peers[table[slot] - 1];
            if (found == peer || found.equals(peer)) {
                return table[slot] - 1;
            }
        }
        return NONE;
    }

    /** A number for a peer that has none. */
    int add(MemberId peer) {
        int number = freed > 0 ? free[--freed] : used++;
        if (number == peers.length) {
            peers = Arrays.copyOf(peers, 2 * number);
            table = new int[4 * number];
            for (int earlier = 0; earlier < number; earlier++) {
                enter(earlier);
            }
        }
        peers[number] = peer;
        enter(number);
        return number;
    }

    /** Takes the peer's number away and returns it; -1 if it had none. */
    int remove(MemberId peer) {
        int number = of(peer);
        if (number == NONE) {
            return NONE;
        }
        peers[number] = null;
        if (freed == free.length) {
            free = Arrays.copyOf(free, Math.max(8, 2 * freed));
        }
        free[freed++] = number;
        Arrays.fill(table, 0);
        for (int other = 0; other < used; other++) {
            enter(other);
        }
        return number;
    }

    private void enter(int number) {
        if (peers[number] == null) {
            return;
        }
        int mask = table.length - 1;
        int slot = spread(peers[number]) & mask;
        while (table[slot] != 0) {
            slot = slot + 1 & mask;
        }
        table[slot] = number + 1;
    }

    private static int spread(MemberId peer) {
        int hash = peer.hashCode() * 0x9E3779B9;
        return hash ^ hash >>> 16;
    }

    /** All numbers are below it. */
    int capacity() {
        return peers.length;
    }
}
