package dev.hearsay.client;

import dev.hearsay.api.Context;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.Outcome;
import java.util.List;

/**
 * What became of an update.
 *
 * @param outcome of the write; of the read, if that one was not done, and then nothing was written
 * @param seen the siblings that the caller's function was given; null if the read was not done
 * @param value what the function made of them; null if it removes the key, or was not asked
 */
public record Updated(Outcome outcome, List<Value> seen, Value value) {
    /** Whether the value is stored, or the key removed. */
    public boolean isDone() {
        return outcome instanceof Outcome.Done;
    }

    /**
     * Whether somebody wrote between the read and the write, or at the same time: the key has siblings now that the function has not seen.
     * The value is stored beside them; the next update resolves them all.
     */
    public boolean isConcurrent() {
        return outcome instanceof Outcome.Done done
                && done.written() != null
                && (!done.reading().values().isEmpty()
                        || done.reading().context().equals(Context.NONE));
    }
}
