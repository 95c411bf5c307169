package dev.hearsay.membership;

import dev.hearsay.api.Member;
import dev.hearsay.api.Member.State;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Draws whom to gossip with: different others, none of them gone, each equally likely. */
final class Partners {
    private final int[] places;

    Partners(Roster roster, int own) {
        int[] others = new int[roster.size()];
        int count = 0;
        for (int place = 0; place < others.length; place++) {
            Member member = roster.member(place);
            if (place != own && member.state() != State.GONE) {
                others[count++] = place;
            }
        }
        places = Arrays.copyOf(others, count);
    }

    /** Brings so many to the front, or all if there are no more, and returns how many these are. */
    int draw(int wanted, RandomGenerator random) {
        int count = Math.min(wanted, places.length);
        for (int i = 0; i < count; i++) {
            int other = i + random.nextInt(places.length - i);
            int place = places[other];
            places[other] = places[i];
            places[i] = place;
        }
        return count;
    }

    /** The place in the roster of the one drawn as the {@code index}-th. */
    int place(int index) {
        return places[index];
    }
}
