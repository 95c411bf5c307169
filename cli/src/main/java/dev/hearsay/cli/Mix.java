package dev.hearsay.cli;

/**
 * The core workloads of YCSB (Cooper et al., <i>Benchmarking Cloud Serving Systems with YCSB</i>, SoCC 2010, table 2), as far as a store
 * without scans and inserts can carry them.
 */
enum Mix {
    /** Half reads, half updates. */
    A(0.5, false),
    /** Mostly reads. */
    B(0.95, false),
    /** Nothing but reads. */
    C(1, false),
    /** Half reads, half reads followed by a write of the same key. */
    F(0.5, true);

    private final double reads;
    private final boolean readsBeforeWriting;

    Mix(double reads, boolean readsBeforeWriting) {
        this.reads = reads;
        this.readsBeforeWriting = readsBeforeWriting;
    }

    /** Share of operations. */
    double reads() {
        return reads;
    }

    boolean readsBeforeWriting() {
        return readsBeforeWriting;
    }
}
