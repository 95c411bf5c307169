package dev.hearsay.observer.condition;

/** What can befall nodes. Named apart, because they are different. */
public enum FaultKind {
    /** The process stops; its mail is kept. */
    PAUSE(true),
    /** Memory is gone, the disk is kept. */
    CRASH(true),
    /** As a crash, and what was not synced is gone too. */
    CRASH_UNSYNCED(true),
    /** The disk is gone: a new incarnation comes back. */
    WIPE(true),
    PARTITION(false),
    CLOCK_JUMP(false),
    SLOW_DISK(false);

    private final boolean stops;

    FaultKind(boolean stops) {
        this.stops = stops;
    }

    /** Whether the node does nothing meanwhile. No node suffers two such faults at once. */
    public boolean stops() {
        return stops;
    }
}
