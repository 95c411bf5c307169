package dev.hearsay.observer.measure;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.hearsay.api.Key;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.Outcome;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * Writes ended operations as JSON Lines: one object per line, UTF-8, {@code \n}, whole nanoseconds since the start of the run.
 *
 * <p>Fields, in this order: {@code schema} (1), {@code run} (its index), {@code id}, {@code client}, {@code op} (read, write,
 * delete), {@code key}, {@code value} (the number written; writes only), {@code given} (the context carried; base64url, absent
 * if none), {@code coordinator} (whom the request was sent to; absent if to nobody), {@code intended}, {@code start},
 * {@code end} (null if the run ended first), {@code outcome} (done, refused, unknown), {@code reason} (unless done),
 * {@code values} (numbers returned; done only), {@code context} (done only), {@code dot} (done writes only, as
 * {@code [actor, counter]}). {@code docs/measures.md} tells them to those who read such files.
 */
public final class OperationLog implements AutoCloseable {
    private static final int SCHEMA = 1;
    private static final int BUFFER = 1 << 16;

    private final JsonGenerator json;
    private final int run;
    private final List<Key> keys;

    private OperationLog(JsonGenerator json, int run, List<Key> keys) {
        this.json = json;
        this.run = run;
        this.keys = keys;
    }

    /**
     * @param out closed with the log
     * @param run index of the run
     * @param keys as the measurement has them
     */
    public static OperationLog to(OutputStream out, int run, List<Key> keys) {
        try {
            JsonGenerator json = new JsonFactory()
                    .createGenerator(new BufferedOutputStream(out, BUFFER))
                    .setRootValueSeparator(null);
            return new OperationLog(json, run, keys);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * @param operation that has ended, or that was still open when its run ended
     * @param coordinator whom its request was sent to; null if to nobody
     */
    public void append(Operation operation, String coordinator) {
        try {
            json.writeStartObject();
            json.writeNumberField("schema", SCHEMA);
            json.writeNumberField("run", run);
            json.writeNumberField("id", operation.id());
            json.writeNumberField("client", operation.client());
            json.writeStringField("op", operation.kind().name().toLowerCase(Locale.ROOT));
            json.writeStringField("key", keys.get(operation.key()).toString());
            if (operation.kind() == OperationKind.WRITE) {
                json.writeNumberField("value", operation.writeId());
            }
            if (operation.given().encodedSize() > 0) {
                json.writeStringField("given", operation.given().toString());
            }
            if (coordinator != null) {
                json.writeStringField("coordinator", coordinator);
            }
            json.writeNumberField("intended", operation.intended());
            json.writeNumberField("start", operation.invoked());
            if (operation.outcome() == null) {
                json.writeNullField("end");
                unanswered("unknown", "open");
            } else {
                json.writeNumberField("end", operation.responded());
                outcome(operation.outcome());
            }
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void outcome(Outcome outcome) throws IOException {
        if (outcome instanceof Outcome.Done done) {
            json.writeStringField("outcome", "done");
            json.writeArrayFieldStart("values");
            for (Value value : done.reading().values()) {
                json.writeNumber(value.number());
            }
            json.writeEndArray();
            json.writeStringField("context", done.reading().context().toString());
            if (done.written() != null) {
                json.writeArrayFieldStart("dot");
                json.writeString(done.written().actor().toString());
                json.writeNumber(done.written().counter());
                json.writeEndArray();
            }
        } else if (outcome instanceof Outcome.Refused refused) {
            unanswered("refused", words(refused.reason()));
        } else if (outcome instanceof Outcome.Unknown unknown) {
            unanswered("unknown", words(unknown.reason()));
        }
    }

    private void unanswered(String outcome, String reason) throws IOException {
        json.writeStringField("outcome", outcome);
        json.writeStringField("reason", reason);
    }

    private static String words(Outcome.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Writes what is waiting, and closes the stream. */
    @Override
    public void close() {
        try {
            json.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("cannot record the operations: " + e.getMessage(), e);
    }
}
