package dev.hearsay.api.protocol;

/** How a comparison of one partition with one peer ended. */
public enum ReconcileOutcome {
    /** Nothing differed. */
    IN_SYNC,
    /** Differences were found and offered or asked for. */
    REPAIRED,
    /** The peer did not answer, or the partitions changed meanwhile, or not all that differed could be offered. There is more to do. */
    ABANDONED
}
