package dev.hearsay.observer.measure;

/**
 * What to measure of a run, and by which rule.
 *
 * @param warmupNanos operations intended before this instant are carried out and remembered, since later reads depend on them,
 *     but are counted in no metric but the costs; 0 counts everything
 * @param timeoutNanos how long a client waits at most; an operation of unknown outcome enters the latencies as at least this
 * @param nodes how many nodes share the costs of membership
 * @param causality whether to follow which values each write had seen: needed for lost updates
 * @param windows whether to follow every change of every replica: needed for inconsistency windows, and dear
 */
public record MeasureOptions(long warmupNanos, long timeoutNanos, int nodes, boolean causality, boolean windows) {
    public MeasureOptions {
        if (warmupNanos < 0 || timeoutNanos < 0 || nodes < 1) {
            throw new IllegalArgumentException(
                    "warm-up and timeout must not be negative, and there is at least one node");
        }
    }

    /** Everything but the inconsistency windows, without warm-up. */
    public static MeasureOptions standard(int nodes, long timeoutNanos) {
        return new MeasureOptions(0, timeoutNanos, nodes, true, false);
    }

    public MeasureOptions withWarmup(long nanos) {
        return new MeasureOptions(nanos, timeoutNanos, nodes, causality, windows);
    }

    public MeasureOptions withWindows() {
        return new MeasureOptions(warmupNanos, timeoutNanos, nodes, causality, true);
    }
}
