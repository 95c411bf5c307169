package dev.hearsay.node.wiring;

/** {@code hearsay.storage}, without the sections of its engines. */
public record StorageSettings(String use, DiskFailurePolicy diskFailurePolicy) {
    /** What a process does when its disk does not take a write or a sync. */
    public enum DiskFailurePolicy {
        /** It ends. */
        STOP,
        /** It refuses writes, and answers reads from what is there. */
        READ_ONLY
    }
}
