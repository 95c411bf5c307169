package dev.hearsay.observer.workload;

/** What an operation does. */
public enum Kind {
    READ,
    PUT,
    DELETE
}
