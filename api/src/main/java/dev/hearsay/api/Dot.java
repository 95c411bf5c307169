package dev.hearsay.api;

/**
 * The name of one write event: the {@code counter}-th event of its actor, for one key. Under a versioning that orders writes
 * by stamps, the counter is the stamp. No two writes to a key share a dot.
 */
public record Dot(MemberId actor, long counter) {}
