package dev.hearsay.cli.bench;

import dev.hearsay.api.request.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** One operation in flight, and when it has ended the next: made of one request, of two in turn, or of several side by side. */
final class Flight {
    private final Store store;
    private final Records records;
    private final int valueBytes;
    private final Consumer<Flight> ended;
    private final Request request;
    private final List<Request> scanning = new ArrayList<>();
    private final AtomicInteger missing = new AtomicInteger();
    private Act act;
    private Slot slot;
    private int record;
    private int length;
    private int size;
    private int client;
    private long intendedNanos;
    private long startedNanos;
    private boolean again;

    /**
     * @param records null if all keys are {@linkplain #set(Act, Slot, int, int) given}
     * @param ended called when an operation has ended; it may begin the next
     */
    Flight(Store store, Records records, int valueBytes, Consumer<Flight> ended) {
        this.store = store;
        this.records = records;
        this.valueBytes = valueBytes;
        this.ended = ended;
        this.request = new Request(store, this::answered);
    }

    /**
     * What to do next.
     *
     * @param first the record, or the first of several
     * @param count how many records
     */
    void set(Act what, int first, int count) {
        set(what, records.get(first), first, valueBytes);
        length = count;
    }

    /** What to do next, with a key that is none of the records. */
    void set(Act what, Slot key, int number, int bytes) {
        act = what;
        slot = key;
        record = number;
        size = bytes;
    }

    /** Now. */
    void begin(int asking) {
        long now = System.nanoTime();
        begin(asking, now, now);
    }

    /** Now, and perhaps late. */
    void begin(int asking, long intended) {
        begin(asking, intended, System.nanoTime());
    }

    private void begin(int asking, long intended, long now) {
        client = asking;
        intendedNanos = intended;
        startedNanos = now;
        again = false;
        switch (act) {
            case READ, READ_MODIFY_WRITE -> request.read(client, slot, intended);
            case UPDATE, INSERT, LOAD -> put(slot.seen(), intended);
            case DELETE -> request.delete(client, slot, intended, slot.seen());
            case SCAN -> scan();
        }
    }

    private void put(Seen known, long intended) {
        request.put(client, slot, intended, known, size);
    }

    private void scan() {
        int last = Math.min(records.present(), record + length);
        int count = Math.max(1, last - record);
        while (scanning.size() < count) {
            scanning.add(new Request(store, this::scanned));
        }
        length = count;
        missing.set(count);
        for (int i = 0; i < count; i++) {
            scanning.get(i).read(client, records.get(record + i), intendedNanos);
        }
    }

    private void scanned() {
        if (missing.decrementAndGet() == 0) {
            for (int i = 0; i < length; i++) {
                remember(scanning.get(i));
            }
            ended.accept(this);
        }
    }

    private void answered() {
        Seen seen = remember(request);
        if (seen != null && !again && act == Act.READ_MODIFY_WRITE) {
            again = true;
            put(seen, request.endedNanos());
            return;
        }
        if (seen != null && !again && act == Act.LOAD && request.outcome() instanceof Outcome.Done done) {
            if (!done.reading().values().isEmpty()) {
                again = true;
                put(seen, request.endedNanos());
                return;
            }
        }
        if (act == Act.INSERT) {
            records.inserted(record);
        }
        ended.accept(this);
    }

    private Seen remember(Request answered) {
        Seen seen = answered.seen();
        if (seen != null) {
            answered.slot().saw(seen, store.room());
        }
        return seen;
    }

    /** Of several requests, the first that was not done. */
    Outcome outcome() {
        if (act != Act.SCAN) {
            return request.outcome();
        }
        for (int i = 0; i < length; i++) {
            Outcome outcome = scanning.get(i).outcome();
            if (!(outcome instanceof Outcome.Done)) {
                return outcome;
            }
        }
        return request(0).outcome();
    }

    private Request request(int i) {
        return act == Act.SCAN ? scanning.get(i) : request;
    }

    /** When the last answer came. */
    long endedNanos() {
        long last = request(0).endedNanos();
        for (int i = 1; act == Act.SCAN && i < length; i++) {
            last = Math.max(last, request(i).endedNanos());
        }
        return last;
    }

    Act act() {
        return act;
    }

    /** The number of the key, or of the first. */
    int record() {
        return record;
    }

    int client() {
        return client;
    }

    long intendedNanos() {
        return intendedNanos;
    }

    long startedNanos() {
        return startedNanos;
    }
}
