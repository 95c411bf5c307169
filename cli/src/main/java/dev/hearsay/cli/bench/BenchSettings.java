package dev.hearsay.cli.bench;

import java.time.Duration;

/**
 * What to do to a cluster.
 *
 * @param keys how many records there are in the beginning
 * @param skew of the zipfian law by which they are picked; 0 is uniform
 * @param valueBytes size of every value
 * @param scanLimit records that a scan reads at most
 * @param warmup what comes first and is not counted
 * @param arrivals null for a closed loop
 */
public record BenchSettings(
        CoreWorkload workload,
        int clients,
        int keys,
        double skew,
        int valueBytes,
        int scanLimit,
        long seed,
        Duration warmup,
        Duration duration,
        Arrivals arrivals) {
    /**
     * A schedule that waits for nobody.
     *
     * @param rate operations a second
     * @param poisson whether they arrive at random; otherwise evenly
     * @param inFlight operations without an answer at a time
     */
    public record Arrivals(double rate, boolean poisson, int inFlight) {}
}
