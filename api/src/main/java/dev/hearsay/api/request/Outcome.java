package dev.hearsay.api.request;

import dev.hearsay.api.Dot;
import dev.hearsay.api.Reading;

/** How an operation ended. The three are never mixed, and none is an exception. */
public sealed interface Outcome {
    /**
     * Enough replicas answered.
     *
     * @param reading what a read returns. After a write: the context the client now holds, with the siblings that its write did
     *     not replace (empty, with {@link dev.hearsay.api.Context#NONE}, if replies do not carry siblings and there are some)
     * @param written the name of the write; null for a read
     * @param answered who had answered by then; null if the request did not ask for it
     */
    record Done(Reading reading, Dot written, Answered answered) implements Outcome {
        public Done(Reading reading, Dot written) {
            this(reading, written, null);
        }
    }

    /**
     * Which replicas an outcome rests on.
     *
     * @param ranks in the preference list of the key, as a mask
     * @param topology the version of the topology that the preference list is of
     */
    record Answered(long ranks, long topology) {}

    /** Nothing was promised and nothing will happen: no replica was asked to store anything. */
    record Refused(Reason reason) implements Outcome {}

    /** Some replicas may have stored it, or may yet; for a read, too few answered in time. */
    record Unknown(Reason reason) implements Outcome {}

    enum Reason {
        /** Fewer replicas could be reached than the request requires. */
        TOO_FEW_REPLICAS,
        /** The time given to the operation is over. */
        TIMEOUT,
        /** The node has as many operations in flight as it may have, or is about to stop: another may take the request. */
        OVERLOADED,
        /** R, W or N cannot be met by any cluster of this configuration. */
        IMPOSSIBLE_QUORUM,
        /** The value is larger than the store takes. */
        VALUE_TOO_LARGE,
        /** The key has as many siblings as the store takes: read it and write back with its context. */
        TOO_MANY_SIBLINGS,
        /** The context is not one of this store. */
        BAD_CONTEXT
    }
}
