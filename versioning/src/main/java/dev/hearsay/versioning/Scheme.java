package dev.hearsay.versioning;

/**
 * What the bytes of a cell or a context are. Contexts of one scheme mean nothing to another, even where they look alike, and are
 * refused.
 */
enum Scheme {
    DOTTED(1, false),
    CLOCK_PER_VERSION(2, false),
    CLOCK_PER_CELL(3, false),
    PRUNED_CLOCK_PER_VERSION(4, true),
    PRUNED_CLOCK_PER_CELL(5, true);

    private final byte code;
    private final boolean stamped;

    Scheme(int code, boolean stamped) {
        this.code = (byte) code;
        this.stamped = stamped;
    }

    byte code() {
        return code;
    }

    /** Whether clocks carry the time of each entry's last event, for pruning. */
    boolean stamped() {
        return stamped;
    }

    void require(byte found) {
        if (found != code) {
            throw new IllegalArgumentException("made by another versioning: scheme " + found + ", not " + code);
        }
    }
}
