package dev.hearsay.cli;

import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.client.HearsayClient;

/** An operation that was not done, and what is known of it, in one sentence. */
final class FailedOperation extends RuntimeException {
    private static final long serialVersionUID = 2;

    private final boolean unknown;

    /** @param trouble with connections; empty if there was none */
    private FailedOperation(boolean write, Outcome outcome, String trouble) {
        super(sentence(write, outcome) + (trouble.isEmpty() || !isAboutNodes(outcome) ? "" : " (" + trouble + ")"));
        unknown = outcome instanceof Outcome.Unknown;
    }

    private FailedOperation(String sentence) {
        super(sentence);
        unknown = false;
    }

    /** What to tell of an outcome that is not <em>done</em>. */
    static RuntimeException of(boolean write, Outcome outcome, HearsayClient client) {
        return outcome instanceof Outcome.Refused && isAboutNodes(outcome) && isRefused(client)
                ? refused(client)
                : new FailedOperation(write, outcome, client.lastTrouble());
    }

    /** What to tell of a question that nobody answers. */
    static RuntimeException nobodyAnswers(HearsayClient client) {
        String trouble = client.lastTrouble();
        return isRefused(client)
                ? refused(client)
                : new FailedOperation("no node answers" + (trouble.isEmpty() ? "" : " (" + trouble + ")")
                        + "; --node says where to ask");
    }

    private static boolean isRefused(HearsayClient client) {
        return !client.refusal().isEmpty();
    }

    /** Whoever asked named the wrong cluster: it is no failure of that one. */
    private static ConfigurationException refused(HearsayClient client) {
        return new ConfigurationException(client.refusal() + "; --cluster and --node say whom to ask");
    }

    /** {@link Errors#UNKNOWN} if it may have been done, or may be answered next time; {@link Errors#FAILED} if it certainly was not done. */
    int exitCode() {
        return unknown ? Errors.UNKNOWN : Errors.FAILED;
    }

    private static boolean isAboutNodes(Outcome outcome) {
        Outcome.Reason reason = reason(outcome);
        return reason == Outcome.Reason.TOO_FEW_REPLICAS || reason == Outcome.Reason.TIMEOUT;
    }

    private static Outcome.Reason reason(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused ? refused.reason() : ((Outcome.Unknown) outcome).reason();
    }

    private static String sentence(boolean write, Outcome outcome) {
        if (outcome instanceof Outcome.Refused) {
            return "refused" + (write ? ", nothing was changed: " : ": ") + words(reason(outcome));
        }
        return (write ? "unknown, the write may have happened or not: " : "no answer: ") + words(reason(outcome));
    }

    private static String words(Outcome.Reason reason) {
        return switch (reason) {
            case TOO_FEW_REPLICAS -> "too few replicas answer";
            case TIMEOUT -> "there was no answer in time";
            case OVERLOADED -> "the node has as much to do as it takes; try again later";
            case IMPOSSIBLE_QUORUM -> "N, R or W asks for more replicas than the cluster has or keeps";
            case BAD_CONTEXT -> "the context is none that this cluster gave for this key; get the key again";
            case VALUE_TOO_LARGE -> "the value is larger than hearsay.limits.value allows, or than a message may be";
            case TOO_MANY_SIBLINGS ->
                "the key has as many siblings as it may have; get it, and put with the context that you get";
        };
    }
}
