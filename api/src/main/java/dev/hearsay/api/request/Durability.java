package dev.hearsay.api.request;

/** When a replica acknowledges a write. */
public enum Durability {
    /** Once it is stored: it survives while one acknowledging replica neither crashes nor loses power before its next sync. */
    MEMORY,
    /** Once it is synced: it survives the crash of any number of replicas. */
    DISK
}
