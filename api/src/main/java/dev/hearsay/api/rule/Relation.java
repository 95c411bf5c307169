package dev.hearsay.api.rule;

/** How one cell's knowledge stands to another's. */
public enum Relation {
    /** The right one knows all that the left one knows, and more. */
    BEFORE,
    EQUAL,
    /** The left one knows all that the right one knows, and more. */
    AFTER,
    /** Each knows something that the other does not. */
    CONCURRENT
}
