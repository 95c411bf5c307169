package dev.hearsay.observer.measure;

/** What a client does to a key. A delete is a write. */
public enum OperationKind {
    READ,
    WRITE,
    DELETE
}
