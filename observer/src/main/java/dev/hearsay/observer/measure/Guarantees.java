package dev.hearsay.observer.measure;

/**
 * What a client may expect of its own history of a key (Terry et al., <i>Session Guarantees for Weakly Consistent Replicated
 * Data</i>, PDIS 1994). A pair counts only if its two operations do not overlap; against the last own write, and between
 * successive reads.
 */
final class Guarantees {
    private long writePairs;
    private long writeViolations;
    private long readPairs;
    private long readViolations;

    /** A done read, before it becomes the session's last. */
    void read(Operation read, Session session, long[] seen) {
        Operation write = session.lastWrite;
        if (write != null && write.responded <= read.invoked) {
            writePairs++;
            writeViolations += seen[write.event.actor.index] >= write.event.counter ? 0 : 1;
        }
        if (session.readAt <= read.invoked) {
            readPairs++;
            readViolations += knowsLess(session, seen) ? 1 : 0;
        }
    }

    static void remember(Operation read, KeyHistory key, Session session, long[] seen) {
        if (session.covered.length < key.actorCount()) {
            session.covered = new long[Math.max(4, key.actorCount())];
        }
        System.arraycopy(seen, 0, session.covered, 0, key.actorCount());
        session.coveredActors = key.actorCount();
        session.readAt = read.responded;
    }

    private static boolean knowsLess(Session session, long[] seen) {
        int actors = session.coveredActors;
        for (int i = 0; i < actors; i++) {
            if (seen[i] < session.covered[i]) {
                return true;
            }
        }
        return false;
    }

    void into(Measured out) {
        out.ratio(Catalogue.READ_YOUR_WRITES_VIOLATIONS, writeViolations, writePairs);
        out.count(Catalogue.READ_YOUR_WRITES_PAIRS, writePairs);
        out.ratio(Catalogue.MONOTONIC_READS_VIOLATIONS, readViolations, readPairs);
        out.count(Catalogue.MONOTONIC_READS_PAIRS, readPairs);
    }
}
