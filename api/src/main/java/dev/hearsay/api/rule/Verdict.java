package dev.hearsay.api.rule;

/** Where an operation stands. Final once it is not {@link #PENDING}. */
public enum Verdict {
    PENDING,
    /** Enough replicas answered. */
    MET,
    /** Enough replicas can no longer answer. */
    LOST
}
