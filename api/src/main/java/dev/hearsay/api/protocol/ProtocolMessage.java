package dev.hearsay.api.protocol;

/** Something that one instance of a protocol says to another. Immutable. */
public interface ProtocolMessage {}
