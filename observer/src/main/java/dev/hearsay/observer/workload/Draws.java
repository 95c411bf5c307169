package dev.hearsay.observer.workload;

import java.util.random.RandomGenerator;

/**
 * What one client asks, one operation after the other: a function of its stream alone. The operation drawn last stands in the
 * fields, so that drawing allocates nothing.
 */
final class Draws {
    private final RandomGenerator random;
    private final KeyChooser keys;
    private final ValueSizes sizes;
    private final double reads;
    private final double readsAndDeletes;

    Kind kind;
    int key;
    int valueSize;

    Draws(WorkloadSettings settings, int client, RandomGenerator random) {
        this.random = random;
        this.keys = KeyChooser.of(settings, client, random);
        this.sizes = ValueSizes.parse(settings.valueSize());
        this.reads = settings.reads();
        this.readsAndDeletes = settings.reads() + settings.deletes();
    }

    void next() {
        double share = random.nextDouble();
        next(share < reads ? Kind.READ : share < readsAndDeletes ? Kind.DELETE : Kind.PUT);
    }

    /** The next key and size, for an operation whose kind is known. */
    void next(Kind known) {
        kind = known;
        key = keys.next(known != Kind.READ);
        valueSize = known == Kind.PUT ? sizes.next(random) : 0;
    }

    RandomGenerator random() {
        return random;
    }
}
