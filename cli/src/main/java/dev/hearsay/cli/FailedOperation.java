package dev.hearsay.cli;

import dev.hearsay.api.request.Outcome;

/** An operation that was not done, and what is known of it, in one sentence. */
final class FailedOperation extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param trouble with connections; empty if there was none */
    FailedOperation(boolean write, Outcome outcome, String trouble) {
        super(sentence(write, outcome) + (trouble.isEmpty() ? "" : " (" + trouble + ")"));
    }

    private static String sentence(boolean write, Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return "refused" + (write ? ", nothing was changed: " : ": ") + words(refused.reason());
        }
        return (write ? "unknown, the write may have happened or not: " : "no answer: ")
                + words(((Outcome.Unknown) outcome).reason());
    }

    private static String words(Outcome.Reason reason) {
        return switch (reason) {
            case TOO_FEW_REPLICAS -> "too few replicas answer";
            case TIMEOUT -> "there was no answer in time";
            case OVERLOADED -> "the node has as much to do as it takes; try again later";
            case IMPOSSIBLE_QUORUM -> "N, R or W asks for more replicas than the cluster has or keeps";
            case BAD_CONTEXT -> "the context is none that this cluster gave for this key";
            case VALUE_TOO_LARGE -> "the value is larger than hearsay.limits.value";
            case TOO_MANY_SIBLINGS ->
                "the key has as many siblings as it may have; get it, and put with the context that you get";
        };
    }
}
