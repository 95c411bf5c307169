package dev.hearsay.transport.inmem.sim;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Random streams by name: hashed from the run's seed and the labels, never forked in the order of calls. */
public final class Streams {
    private final long seed;

    public Streams(long seed) {
        this.seed = Hash.mix(seed, Hash.of("hearsay"));
    }

    /** A 64-bit number that belongs to the labels. */
    public long hash(String... labels) {
        long hash = seed;
        for (String label : labels) {
            hash = Hash.mix(hash, Hash.of(label));
        }
        return hash;
    }

    /** A new generator at the beginning of the labels' stream. */
    public RandomGenerator stream(String... labels) {
        return new SplittableRandom(hash(labels));
    }
}
