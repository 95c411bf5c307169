package dev.hearsay.api.protocol;

/** How a comparison of one partition with one peer ended. */
public enum ReconcileOutcome {
    /** Nothing differed. */
    IN_SYNC,
    /** Differences were found and offered or asked for. */
    REPAIRED,
    /** The peer did not answer, or the partitions changed meanwhile. Nothing is known. */
    ABANDONED
}
