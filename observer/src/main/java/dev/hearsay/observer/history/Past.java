package dev.hearsay.observer.history;

import java.util.Arrays;

/**
 * A set of writes of one key that holds, with every write, all that it knew of: how far it reaches into each {@linkplain Causality
 * chain}. Immutable; chains that it does not reach into take no room.
 */
final class Past {
    static final Past NOTHING = new Past(new int[0], new int[0]);

    /** Rising. */
    private final int[] chains;

    private final int[] reaches;

    private Past(int[] chains, int[] reaches) {
        this.chains = chains;
        this.reaches = reaches;
    }

    int size() {
        return chains.length;
    }

    int chain(int i) {
        return chains[i];
    }

    int reach(int i) {
        return reaches[i];
    }

    /** How far it reaches into a chain; 0: not at all. */
    int into(int chain) {
        int at = Arrays.binarySearch(chains, chain);
        return at < 0 ? 0 : reaches[at];
    }

    Past with(int chain, int reach) {
        return join(new Past(new int[] {chain}, new int[] {reach}));
    }

    /** Both sets together. */
    Past join(Past other) {
        if (other.size() == 0 || other == this) {
            return this;
        }
        if (size() == 0) {
            return other;
        }
        int[] joined = new int[size() + other.size()];
        int[] far = new int[joined.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < size() || j < other.size()) {
            int mine = i < size() ? chains[i] : Integer.MAX_VALUE;
            int theirs = j < other.size() ? other.chains[j] : Integer.MAX_VALUE;
            joined[size] = Math.min(mine, theirs);
            int reach = 0;
            if (mine <= theirs) {
                reach = reaches[i++];
            }
            if (theirs <= mine) {
                reach = Math.max(reach, other.reaches[j++]);
            }
            far[size++] = reach;
        }
        return new Past(Arrays.copyOf(joined, size), Arrays.copyOf(far, size));
    }

    /** Drops the first chains until so many are left. */
    Past last(int most) {
        int from = Math.max(0, size() - most);
        return from == 0
                ? this
                : new Past(Arrays.copyOfRange(chains, from, size()), Arrays.copyOfRange(reaches, from, size()));
    }
}
