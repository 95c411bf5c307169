package dev.hearsay.transport.tcp;

import java.util.function.LongSupplier;

/**
 * Whether all peers together may still be sent something. Every peer alone has a limit, and there may be thousands.
 *
 * <p>What waits is not followed byte by byte: {@code atMost} is what waited when it was counted last, with all that was sent since. Only
 * when that reaches the limit is it counted anew, over all connections, and not more often than once a millisecond.
 */
final class Outbound {
    private static final long RECOUNT_NANOS = 1_000_000;

    private final long limit;
    private final LongSupplier count;
    private final LongSupplier clock;
    private long atMost;
    private long countedAt;

    /** @param count what waits now */
    Outbound(long limit, LongSupplier count, LongSupplier clock) {
        this.limit = limit;
        this.count = count;
        this.clock = clock;
        this.countedAt = clock.getAsLong() - RECOUNT_NANOS;
    }

    /** Whether so many bytes more may be sent; if so, they count as sent. */
    boolean takes(int bytes) {
        if (atMost + bytes > limit) {
            recount();
        }
        if (atMost + bytes > limit) {
            return false;
        }
        atMost += bytes;
        return true;
    }

    private void recount() {
        long now = clock.getAsLong();
        if (now - countedAt >= RECOUNT_NANOS) {
            countedAt = now;
            atMost = count.getAsLong();
        }
    }
}
