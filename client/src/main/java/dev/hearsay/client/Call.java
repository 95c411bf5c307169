package dev.hearsay.client;

import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Mutation;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One request of a caller, from when it is handed over until its outcome is known. It is made on the caller's thread; afterwards everything
 * but {@link #end} belongs to the lane. It is its own place in the lists that it stands in, so that a request costs few objects.
 */
abstract class Call {
    private static final Outcome NOT_SENT = new Outcome.Refused(Outcome.Reason.TOO_FEW_REPLICAS);

    /** What is asked. {@code mutation} is null for a read. */
    record Question(Key key, Mutation mutation, Context context, RequestOptions options) {
        /** Whoever gives nothing hears of it on the own thread. */
        Question {
            Objects.requireNonNull(key, "no key");
            Objects.requireNonNull(context, "no context");
            Objects.requireNonNull(options, "no options");
        }
    }

    final Question question;
    final long begunNanos;
    /** Handed over just before this one. */
    Call before;
    /** Neighbours among those whose time comes in the same tick. */
    Call earlier;

    Call later;
    /** Where it stands in the wheel; -1 if it does not. */
    int slot = -1;

    /** When it has to be looked at: the deadline, or earlier. */
    long dueNanos;

    long deadlineNanos;
    /** The first of the ids of its attempts. */
    long firstId;

    int attempts;
    /** Whom the last attempt went to. */
    Peer peer;
    /** Waits for a better time to try again. */
    boolean resting;
    /** How often it has rested. */
    int rests;
    /** What the outcome is if nobody else can be asked. */
    Outcome last = NOT_SENT;

    private List<Peer> tried = List.of();

    Call(Question question, long begunNanos) {
        this.question = question;
        this.begunNanos = begunNanos;
    }

    boolean isRead() {
        return question.mutation() == null;
    }

    /** The id of the last attempt. */
    long id() {
        return firstId + attempts - 1;
    }

    boolean tried(Peer node) {
        return node == peer || tried.contains(node);
    }

    /** From now on {@code node} is not asked again in this round. */
    void exclude(Peer node) {
        if (tried.isEmpty()) {
            tried = new ArrayList<>();
        }
        tried.add(node);
    }

    /** Everybody may be asked again. */
    void forgetTried() {
        tried = List.of();
        peer = null;
    }

    /** Tells the caller, once. */
    abstract void end(Outcome outcome);
}
