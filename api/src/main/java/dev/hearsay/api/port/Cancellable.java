package dev.hearsay.api.port;

/** Something that has not happened yet. */
public interface Cancellable {
    /** Makes sure it will not happen. Harmless if it already did, or was cancelled before. */
    void cancel();
}
