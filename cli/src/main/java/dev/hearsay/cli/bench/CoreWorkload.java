package dev.hearsay.cli.bench;

import java.util.random.RandomGenerator;

/**
 * The core workloads of YCSB (Cooper et al., <i>Benchmarking Cloud Serving Systems with YCSB</i>, SoCC 2010, table 2).
 *
 * <p>What is not a read is one other act: none of the six has three.
 */
public enum CoreWorkload {
    A(0.5, Act.READ, Act.UPDATE, false),
    B(0.95, Act.READ, Act.UPDATE, false),
    C(1, Act.READ, Act.READ, false),
    /** Reads prefer what was inserted last. */
    D(0.95, Act.READ, Act.INSERT, true),
    E(0.95, Act.SCAN, Act.INSERT, false),
    F(0.5, Act.READ, Act.READ_MODIFY_WRITE, false);

    private final double usually;
    private final Act usual;
    private final Act other;
    private final boolean latest;

    CoreWorkload(double usually, Act usual, Act other, boolean latest) {
        this.usually = usually;
        this.usual = usual;
        this.other = other;
        this.latest = latest;
    }

    Act next(RandomGenerator random) {
        return random.nextDouble() < usually ? usual : other;
    }

    boolean latest() {
        return latest;
    }
}
