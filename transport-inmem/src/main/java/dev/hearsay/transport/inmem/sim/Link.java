package dev.hearsay.transport.inmem.sim;

/** One way from one host to another. */
final class Link {
    private static final long SECOND = 1_000_000_000L;
    private static final int DELAY = 1;
    private static final int AGAIN = 2;
    private static final int HELD = 3;
    private static final int DROP = 1;
    private static final int DUPLICATE = 2;
    private static final int REORDER = 3;

    final long identity;
    LinkOptions options;
    boolean blocked;
    /** Messages that had no identity of their own. */
    private long nameless;

    private long lastArrival;
    private long freeAt;

    Link(long identity, LinkOptions options) {
        this.identity = identity;
        this.options = options;
    }

    /** What decides the fate of a message: the link, the channel, and what the message is about. */
    long fate(long channel, long message) {
        return Hash.mix(identity ^ channel, message == 0 ? ~++nameless : message);
    }

    boolean drops(long fate) {
        return options.drop() > 0 && Hash.uniform(fate, DROP) < options.drop();
    }

    boolean duplicates(long fate) {
        return options.duplicate() > 0 && Hash.uniform(fate, DUPLICATE) < options.duplicate();
    }

    /** When a message sent now arrives. */
    long arrival(long now, long fate, int bytes) {
        long start = now;
        if (options.bandwidth() > 0) {
            freeAt = Math.max(freeAt, now) + bytes * SECOND / options.bandwidth();
            start = freeAt;
        }
        long at = start + options.delay().nanos(Hash.mix(fate + DELAY));
        if (options.reorder() > 0 && Hash.uniform(fate, REORDER) < options.reorder()) {
            return at + options.delay().nanos(Hash.mix(fate + HELD));
        }
        if (options.fifo()) {
            at = Math.max(at, lastArrival);
            lastArrival = at;
        }
        return at;
    }

    /** When its double arrives. */
    long secondArrival(long now, long fate) {
        return now + options.delay().nanos(Hash.mix(fate + AGAIN));
    }
}
