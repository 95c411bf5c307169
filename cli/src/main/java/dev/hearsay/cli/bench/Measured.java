package dev.hearsay.cli.bench;

import dev.hearsay.observer.history.Ending;

/**
 * What one measurement found.
 *
 * @param load in words
 * @param seconds how long was counted
 * @param offered null for a closed loop, which offers what it is answered
 * @param forgotten contexts for which there was no room
 */
public record Measured(String load, double seconds, Meter meter, Offered offered, long forgotten) {
    private static final double ENOUGH = 0.99;

    /**
     * What a schedule wanted.
     *
     * @param full whether as many operations were in flight as may be
     * @param neverBegun operations that were due and never begun
     */
    public record Offered(double perSecond, boolean full, long neverBegun) {}

    public long done() {
        return meter.count(Ending.DONE);
    }

    /** Operations done within the time that was counted. */
    public double perSecond() {
        return meter.inTime() / seconds;
    }

    /** Whether the cluster could not do what was asked, so that times say nothing: they grow for as long as one waits. */
    public boolean isOverloaded() {
        return offered != null && (offered.full() || perSecond() < ENOUGH * offered.perSecond());
    }
}
