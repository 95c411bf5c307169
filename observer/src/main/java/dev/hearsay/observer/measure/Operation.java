package dev.hearsay.observer.measure;

import dev.hearsay.api.Context;
import dev.hearsay.api.request.Outcome;

/**
 * One client operation. Its driver makes it, hands it to {@link Measurement#begin} when it is sent and to
 * {@link Measurement#end} when the client has its answer or gives up; in between and afterwards it only reads it.
 */
public final class Operation {
    private final long id;
    private final int client;
    private final OperationKind kind;
    private final int key;
    private final long intended;
    private final long writeId;
    private final Context given;

    String coordinator = "";
    long invoked;
    long responded = Long.MAX_VALUE;
    Outcome outcome;
    boolean counted;

    /** Places in the total order of begins and ends: exact where two happen in the same nanosecond. */
    long began;

    long ended = Long.MAX_VALUE;

    /** The write of this key that a client had last been told of when this began; null if none. */
    Operation latestDone;

    /** The last write event that this operation became; null for reads and for what was never named. */
    WriteEvent event;

    /** Numbers of the values whose context this write carries; null if the context did not come from the client's last answer. */
    long[] replaced;

    boolean superseded;
    boolean live;
    boolean falseSibling;

    private Operation(Request request, OperationKind kind, long writeId, Context given) {
        this.id = request.id;
        this.client = request.client;
        this.key = request.key;
        this.intended = request.intended;
        this.kind = kind;
        this.writeId = writeId;
        this.given = given;
    }

    private record Request(long id, int client, int key, long intended) {}

    /**
     * @param id unique in the run; also the id of the request, unless {@link Measurement#attempt} says otherwise
     * @param client from 0
     * @param key index into the keys of the measurement
     * @param intended when the schedule wanted it; in a closed loop, when it is sent
     */
    public static Operation read(long id, int client, int key, long intended) {
        return new Operation(new Request(id, client, key, intended), OperationKind.READ, 0, Context.NONE);
    }

    /**
     * @param writeId the number of the value, unique in the run and above 0:
     *     {@link dev.hearsay.api.Value#numbered Value.numbered(writeId, size)} is what is written
     * @param given the context that the write carries
     */
    public static Operation write(long id, int client, int key, long intended, long writeId, Context given) {
        if (writeId <= 0) {
            throw new IllegalArgumentException("the number of a value must be above 0, not " + writeId);
        }
        return new Operation(new Request(id, client, key, intended), OperationKind.WRITE, writeId, given);
    }

    public static Operation delete(long id, int client, int key, long intended, Context given) {
        return new Operation(new Request(id, client, key, intended), OperationKind.DELETE, 0, given);
    }

    public long id() {
        return id;
    }

    public int client() {
        return client;
    }

    public OperationKind kind() {
        return kind;
    }

    public boolean isRead() {
        return kind == OperationKind.READ;
    }

    public int key() {
        return key;
    }

    /** The number of the value written; 0 for reads and deletes. */
    public long writeId() {
        return writeId;
    }

    public Context given() {
        return given;
    }

    public long intended() {
        return intended;
    }

    /** When it was sent. */
    public long invoked() {
        return invoked;
    }

    /** When the client had its answer or gave up; {@link Long#MAX_VALUE} while it is open. */
    public long responded() {
        return responded;
    }

    /** Who coordinates it, as far as the client knows. */
    public String coordinator() {
        return coordinator;
    }

    /** Null while it is open. */
    public Outcome outcome() {
        return outcome;
    }

    public boolean isDone() {
        return outcome instanceof Outcome.Done;
    }
}
