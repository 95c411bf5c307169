package dev.hearsay.observer.history;

import java.util.Arrays;

/** A {@link Past} that grows in place. */
final class Reach {
    private int[] reaches = new int[4];
    private int size;

    /** Chains that it may reach into: those below. */
    int size() {
        return size;
    }

    int into(int chain) {
        return chain < size ? reaches[chain] : 0;
    }

    void add(int chain, int reach) {
        if (chain >= reaches.length) {
            reaches = Arrays.copyOf(reaches, Math.max(chain + 1, 2 * reaches.length));
        }
        size = Math.max(size, chain + 1);
        reaches[chain] = Math.max(reaches[chain], reach);
    }

    void add(Past past) {
        for (int i = 0; i < past.size(); i++) {
            add(past.chain(i), past.reach(i));
        }
    }
}
