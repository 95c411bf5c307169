package dev.hearsay.observer.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.hearsay.api.Context;
import dev.hearsay.api.plugin.ConfigurationException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes a history as JSON Lines, UTF-8, {@code \n}, an operation a line in the order in which they ended; {@code docs/bench.md} lists
 * the fields. Memory holds one buffer. Until {@link #complete} the file is called {@code NAME.part}: what bears the name is whole.
 * Safe for several threads.
 */
public final class HistoryWriter implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final Path part;
    private final JsonGenerator json;
    private long lines;
    private boolean closed;

    private HistoryWriter(Path file, Path part, JsonGenerator json) {
        this.file = file;
        this.part = part;
        this.json = json;
    }

    /** @throws ConfigurationException if the file is there already, or has nowhere to be */
    public static HistoryWriter create(Path file, int tag) {
        return create(file, "history", tag);
    }

    private static HistoryWriter create(Path file, String what, int tag) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.exists(file)) {
            throw new ConfigurationException(file + " is already there; choose another name, or move it away");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new ConfigurationException("there is no folder for " + file + "; make it first");
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            JsonGenerator json = new JsonFactory()
                    .createGenerator(new BufferedOutputStream(Files.newOutputStream(part), BUFFER))
                    .setRootValueSeparator(null);
            HistoryWriter writer = new HistoryWriter(file, part, json);
            json.writeStartObject();
            json.writeNumberField("schema", HistoryLines.SCHEMA);
            json.writeStringField("file", what);
            json.writeNumberField("tag", tag);
            writer.endLine();
            return writer;
        } catch (IOException e) {
            throw new ConfigurationException("cannot write " + file + " (" + e.getMessage() + ")", e);
        }
    }

    /** Writes a final state. */
    public static void write(FinalState state, History history, Path file) {
        try (HistoryWriter writer = create(file, "final", history.tag())) {
            for (String key : history.keys()) {
                long[] values = state.of(key);
                if (values != null) {
                    writer.json.writeStartObject();
                    writer.json.writeStringField("key", key);
                    writer.numbers("values", values);
                    writer.endLine();
                }
            }
            writer.complete();
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /**
     * @param given the context that the operation carried
     * @param returned the context that it was answered with; null if none
     */
    public synchronized void append(HistoryOperation operation, Context given, Context returned) {
        if (closed) {
            return;
        }
        try {
            json.writeStartObject();
            json.writeNumberField("client", operation.client());
            json.writeStringField("op", words(operation.kind()));
            json.writeStringField("key", operation.key());
            if (!operation.isRead()) {
                json.writeNumberField("write", operation.write());
                if (given != Context.NONE) {
                    json.writeStringField("given", given.toString());
                }
                numbers("covers", operation.covers());
            }
            json.writeNumberField("intended", operation.intended());
            json.writeNumberField("start", operation.start());
            if (operation.end() == HistoryOperation.OPEN) {
                json.writeNullField("end");
            } else {
                json.writeNumberField("end", operation.end());
            }
            json.writeStringField("outcome", words(operation.ending()));
            if (operation.isDone()) {
                numbers("values", operation.values());
                json.writeStringField("context", returned == null ? "" : returned.toString());
            } else {
                json.writeStringField("reason", operation.reason());
            }
            endLine();
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private void numbers(String name, long[] numbers) throws IOException {
        json.writeFieldName(name);
        json.writeArray(numbers, 0, numbers.length);
    }

    private void endLine() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
        lines++;
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Says that this is all, and gives the file its name. What is appended later is dropped. */
    public synchronized void complete() {
        if (closed) {
            return;
        }
        try {
            json.writeStartObject();
            json.writeBooleanField("end", true);
            json.writeNumberField("operations", lines - 1);
            endLine();
            close();
            Files.move(part, file);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /** Without {@link #complete} before it, the file keeps its provisional name; if nothing was appended, it goes. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            json.close();
            if (lines == 1) {
                Files.delete(part);
            }
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private static UncheckedIOException failed(Path file, IOException e) {
        return new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
}
