package dev.hearsay.observer.history;

/** What can be wrong with a history. */
public enum Fault {
    LOST("acknowledged writes lost", Promise.ALWAYS),
    UNDELETED("deleted values back", Promise.ALWAYS),
    UNREPLACED("replaced values back", Promise.ALWAYS),
    UNWRITTEN("values that nobody wrote", Promise.ALWAYS),
    REFUSED("values whose write was refused", Promise.ALWAYS),
    STALE("stale reads", Promise.OVERLAP),
    OWN_WRITES("reads that miss the client's own write", Promise.OVERLAP),
    MONOTONIC("reads that miss what the client had read", Promise.NONE);

    /** Who promises that it does not happen. */
    public enum Promise {
        /** Every store whose replicas merge and lose nothing. */
        ALWAYS,
        /** Strict quorums of which every read meets every write: R + W > N. */
        OVERLAP,
        /** None of ours: a read may meet a write that is not done yet, and the next one may not. */
        NONE
    }

    private final String words;
    private final Promise promise;

    Fault(String words, Promise promise) {
        this.words = words;
        this.promise = promise;
    }

    public String words() {
        return words;
    }

    public Promise promise() {
        return promise;
    }
}
