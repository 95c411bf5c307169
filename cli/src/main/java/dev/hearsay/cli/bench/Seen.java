package dev.hearsay.cli.bench;

import dev.hearsay.api.Context;

/**
 * What is known of a key: a context, and the numbers of the writes that it is known to cover directly, as far as a history needs them.
 */
record Seen(Context context, long[] covers) {
    private static final long[] NOTHING = {};
    static final Seen NONE = new Seen(Context.NONE, NOTHING);

    /** No numbers. */
    static long[] nothing() {
        return NOTHING;
    }

    long bytes() {
        return context.encodedSize() + (long) Long.BYTES * covers.length;
    }
}
