package dev.hearsay.observer.history;

/** How an operation of a history ended. */
public enum Ending {
    DONE,
    /** Nothing was promised and nothing happened. */
    REFUSED,
    /** It may have happened, or not; also what was still open when the history ended. */
    UNKNOWN
}
