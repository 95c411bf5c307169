package dev.hearsay.gateway;

import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import java.util.Locale;

/** The two outcomes that are not <em>done</em>, as problems. */
final class OutcomeProblems {
    private OutcomeProblems() {}

    static Problem ofRead(Outcome outcome, RequestOptions options) {
        return outcome instanceof Outcome.Refused refused
                ? of(refused.reason(), options)
                : new Problem(Problem.Type.UNKNOWN, "Too few replicas answered in time; ask again.");
    }

    static Problem ofWrite(Outcome outcome, RequestOptions options) {
        return outcome instanceof Outcome.Refused refused
                ? of(refused.reason(), options)
                : new Problem(
                        Problem.Type.UNKNOWN,
                        "Too few replicas said in time that they have it: it may have happened, or may yet; read the key to see.");
    }

    private static Problem of(Outcome.Reason reason, RequestOptions options) {
        return switch (reason) {
            case TOO_FEW_REPLICAS, TIMEOUT ->
                new Problem(
                        Problem.Type.TOO_FEW_REPLICAS,
                        "Too few replicas of the key can be reached now; nothing was done.");
            case OVERLOADED ->
                new Problem(
                        Problem.Type.OVERLOADED,
                        "The node has as many operations under way as it may; nothing was done.");
            case IMPOSSIBLE_QUORUM -> impossible(options);
            case VALUE_TOO_LARGE ->
                new Problem(Problem.Type.VALUE_TOO_LARGE, "The value is larger than hearsay.limits.value of the node.");
            case TOO_MANY_SIBLINGS ->
                new Problem(
                        Problem.Type.TOO_MANY_SIBLINGS,
                        "The key has as many siblings as the store takes; read it, and write what they come to with the context of that.");
            case BAD_CONTEXT ->
                new Problem(
                        Problem.Type.BAD_CONTEXT,
                        "The context is none of this key; hand back what the last answer about this key carried, unchanged.");
            default ->
                new Problem(
                        Problem.Type.REFUSED,
                        "The operation was refused: "
                                + reason.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ".");
        };
    }

    /** Who asked for nothing unusual did nothing wrong: the cluster is smaller than it was meant to be, and may yet grow. */
    private static Problem impossible(RequestOptions options) {
        return options.n() == 0 && options.r() == 0 && options.w() == 0
                ? new Problem(
                        Problem.Type.TOO_FEW_REPLICAS,
                        "The cluster has fewer members than its own quorum wants; nothing was done.")
                : new Problem(
                        Problem.Type.IMPOSSIBLE_QUORUM,
                        "The key has fewer copies than the request wants to hear of; ask for fewer by n, r or w, or add nodes.");
    }
}
