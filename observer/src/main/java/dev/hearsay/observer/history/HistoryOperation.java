package dev.hearsay.observer.history;

import dev.hearsay.observer.measure.OperationKind;

/**
 * One request of one client. Times are nanoseconds since the start of the history.
 *
 * @param write the number of the write, put or delete alike, unique in the history; for a put, what its value is known by; 0 for
 *     reads
 * @param covers numbers of the writes that the context it carried was known to cover directly: what the client had read or written
 *     when it got that context; empty for reads and for blind writes
 * @param intended when the schedule wanted it
 * @param end {@link #OPEN} if the history ended first
 * @param reason why it was not done; empty if it was
 * @param values numbers of the values returned, by a write those of the siblings that it did not replace; {@link #FOREIGN} stands
 *     for bytes that no writer of histories writes
 */
public record HistoryOperation(
        int client,
        OperationKind kind,
        String key,
        long write,
        long[] covers,
        long intended,
        long start,
        long end,
        Ending ending,
        String reason,
        long[] values) {
    public static final long OPEN = Long.MAX_VALUE;
    public static final long FOREIGN = -1;

    public boolean isRead() {
        return kind == OperationKind.READ;
    }

    public boolean isDone() {
        return ending == Ending.DONE;
    }
}
