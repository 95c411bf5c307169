package dev.hearsay.cli.bench;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** How much a load may remember of what it has seen. Contexts can grow, and keys are many. */
final class Room {
    private static final long LIMIT = 128L << 20;

    private final AtomicLong taken = new AtomicLong();
    private final LongAdder forgotten = new LongAdder();
    private final long limit;

    Room() {
        this(LIMIT);
    }

    Room(long limit) {
        this.limit = limit;
    }

    boolean has(long bytes) {
        boolean has = taken.get() + bytes <= limit;
        if (!has) {
            forgotten.increment();
        }
        return has;
    }

    void took(long bytes) {
        taken.addAndGet(bytes);
    }

    long taken() {
        return taken.get();
    }

    /** Contexts that were not kept. */
    long forgotten() {
        return forgotten.sum();
    }
}
