package dev.hearsay.observer.history;

/**
 * Numbers for the writes of one history: its tag, then a count. A store that is not empty holds values of earlier histories; their
 * numbers have other tags, so that they are not taken for values that nobody wrote. All numbers are below 2^53: any reader of JSON
 * keeps them exactly.
 */
public final class WriteNumbers {
    public static final int MOST_TAGS = 1 << 16;
    private static final int COUNT_BITS = 36;

    private WriteNumbers() {}

    /** @param tag from 0 up to {@link #MOST_TAGS} */
    public static long of(int tag, long count) {
        return (long) tag << COUNT_BITS | count;
    }

    static int tag(long number) {
        return (int) (number >>> COUNT_BITS);
    }

    /** As people read it. */
    static long count(long number) {
        return number & (1L << COUNT_BITS) - 1;
    }
}
