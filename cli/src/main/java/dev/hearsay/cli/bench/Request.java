package dev.hearsay.cli.bench;

import dev.hearsay.api.Reading;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.observer.measure.OperationKind;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * One request, and when it has ended the next. It belongs to whoever asked until the answer comes, and then to whoever is told of it:
 * there is never more than one thread at it.
 */
final class Request implements BiConsumer<Outcome, Throwable> {
    private static final Outcome CLOSED = new Outcome.Unknown(Outcome.Reason.TIMEOUT);

    private final Store store;
    private final Runnable then;
    private int client;
    private OperationKind kind;
    private Slot slot;
    private Seen given = Seen.NONE;
    private long write;
    private long intendedNanos;
    private long startedNanos;
    private long endedNanos;
    private Outcome outcome;
    private long[] returned = Seen.nothing();

    /** @param then called when it has ended */
    Request(Store store, Runnable then) {
        this.store = store;
        this.then = then;
    }

    void read(int asking, Slot asked, long intended) {
        begin(asking, asked, intended, OperationKind.READ);
        given = Seen.NONE;
        write = 0;
        send(store.cluster().getAsync(slot.key(), store.options()));
    }

    /** @param known what the writer has seen */
    void put(int asking, Slot asked, long intended, Seen known, int size) {
        begin(asking, asked, intended, OperationKind.WRITE);
        given = known;
        write = store.values().next();
        send(store.cluster()
                .putAsync(slot.key(), store.values().of(write, slot.key(), size), known.context(), store.options()));
    }

    void delete(int asking, Slot asked, long intended, Seen known) {
        begin(asking, asked, intended, OperationKind.DELETE);
        given = known;
        write = store.values().next();
        send(store.cluster().deleteAsync(slot.key(), known.context(), store.options()));
    }

    private void begin(int asking, Slot asked, long intended, OperationKind what) {
        client = asking;
        slot = asked;
        kind = what;
        intendedNanos = intended;
        startedNanos = System.nanoTime();
    }

    private void send(CompletableFuture<Outcome> answer) {
        if (store.recorder() != null) {
            store.recorder().begun(this);
        }
        answer.whenComplete(this);
    }

    @Override
    public void accept(Outcome answer, Throwable problem) {
        endedNanos = System.nanoTime();
        outcome = problem == null ? answer : CLOSED;
        if (store.recorder() != null) {
            returned = outcome instanceof Outcome.Done done
                    ? Values.numbers(done.reading().values(), slot.key())
                    : Seen.nothing();
            store.recorder().ended(this);
        }
        then.run();
    }

    /** What the client now knows of the key; null if it was told nothing. */
    Seen seen() {
        if (!(outcome instanceof Outcome.Done done)) {
            return null;
        }
        Reading reading = done.reading();
        if (store.recorder() == null || kind == OperationKind.READ) {
            return new Seen(reading.context(), returned);
        }
        if (reading.context().encodedSize() == 0) {
            return Seen.NONE;
        }
        long[] covers = Arrays.copyOf(returned, returned.length + 1);
        covers[returned.length] = write;
        return new Seen(reading.context(), covers);
    }

    int client() {
        return client;
    }

    OperationKind kind() {
        return kind;
    }

    Slot slot() {
        return slot;
    }

    Seen given() {
        return given;
    }

    long write() {
        return write;
    }

    long intendedNanos() {
        return intendedNanos;
    }

    long startedNanos() {
        return startedNanos;
    }

    long endedNanos() {
        return endedNanos;
    }

    Outcome outcome() {
        return outcome;
    }

    long[] returned() {
        return returned;
    }
}
