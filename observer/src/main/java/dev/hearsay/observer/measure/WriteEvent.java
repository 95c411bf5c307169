package dev.hearsay.observer.measure;

/** One named write. An operation that was tried twice may have become two. */
final class WriteEvent {
    static final long NEVER = Long.MAX_VALUE;

    final ActorHistory actor;
    final long counter;

    /** Null if no client of this run asked for it. */
    final Operation operation;

    /** When its coordinator had W acknowledgements. */
    long committed = NEVER;

    /** When a client was told that it is done. */
    long acknowledged = NEVER;

    /** The last instant at which one more owner covered it, and how many do. */
    long applied;

    int owners;

    WriteEvent(ActorHistory actor, long counter, Operation operation) {
        this.actor = actor;
        this.counter = counter;
        this.operation = operation;
    }
}
