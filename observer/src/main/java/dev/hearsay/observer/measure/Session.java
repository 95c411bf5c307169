package dev.hearsay.observer.measure;

import dev.hearsay.api.Context;
import dev.hearsay.api.Reading;
import dev.hearsay.api.Value;
import java.util.List;

/** What one client knows of one key. */
final class Session {
    /** The client's last answer about the key, and the numbers of the values it came with; both null before the first. */
    Context context;

    long[] numbers;

    /** Its last done write. */
    Operation lastWrite;

    /** When its last done read was answered, and what that covered of each actor. */
    long readAt = WriteEvent.NEVER;

    long[] covered = {};
    int coveredActors;

    /** @param own the number of the value that the client has just written; 0 after a read */
    void shown(Reading reading, long own) {
        List<Value> values = reading.values();
        context = reading.context();
        int first = own == 0 ? 0 : 1;
        numbers = new long[first + values.size()];
        if (own != 0) {
            numbers[0] = own;
        }
        for (int i = 0; i < values.size(); i++) {
            numbers[first + i] = values.get(i).number();
        }
    }
}
