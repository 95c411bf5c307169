package dev.hearsay.cli.bench;

import dev.hearsay.api.Context;
import dev.hearsay.api.Reading;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.observer.history.Ending;
import dev.hearsay.observer.history.HistoryOperation;
import dev.hearsay.observer.history.HistoryWriter;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/** Writes what becomes of every request into a history. Safe for many threads. */
final class HistoryRecorder {
    private final HistoryWriter writer;
    private final long beganNanos = System.nanoTime();
    private final Set<Request> open = new HashSet<>();
    private final Runnable stop;
    private boolean complete;
    private UncheckedIOException problem;

    /** @param stop ends the load: called when nothing can be written any more */
    HistoryRecorder(HistoryWriter writer, Runnable stop) {
        this.writer = writer;
        this.stop = stop;
    }

    synchronized void begun(Request request) {
        open.add(request);
    }

    synchronized void ended(Request request) {
        if (complete) {
            return;
        }
        open.remove(request);
        Outcome outcome = request.outcome();
        if (outcome instanceof Outcome.Done done) {
            Reading reading = done.reading();
            append(request, Ending.DONE, "", request.returned(), reading.context());
        } else if (outcome instanceof Outcome.Refused refused) {
            append(request, Ending.REFUSED, Meter.words(refused.reason()), Seen.nothing(), null);
        } else if (outcome instanceof Outcome.Unknown unknown) {
            append(request, Ending.UNKNOWN, Meter.words(unknown.reason()), Seen.nothing(), null);
        }
    }

    private void append(Request request, Ending ending, String reason, long[] values, Context returned) {
        long end = reason.equals("open") ? HistoryOperation.OPEN : request.endedNanos() - beganNanos;
        HistoryOperation operation = new HistoryOperation(
                request.client(),
                request.kind(),
                request.slot().key().toString(),
                request.write(),
                request.given().covers(),
                request.intendedNanos() - beganNanos,
                request.startedNanos() - beganNanos,
                end,
                ending,
                reason,
                values);
        try {
            writer.append(operation, request.given().context(), returned);
        } catch (UncheckedIOException e) {
            problem = e;
            complete = true;
            stop.run();
        }
    }

    /** @throws UncheckedIOException if an operation could not be written */
    synchronized void check() {
        if (problem != null) {
            throw problem;
        }
    }

    /** Whatever has no answer yet is of unknown outcome; then the file gets its name. */
    synchronized void complete() {
        if (problem != null) {
            return;
        }
        complete = true;
        for (Request request : open) {
            append(request, Ending.UNKNOWN, "open", Seen.nothing(), null);
        }
        writer.complete();
    }
}
