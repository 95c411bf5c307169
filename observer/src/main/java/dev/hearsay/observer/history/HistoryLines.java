package dev.hearsay.observer.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.observer.measure.OperationKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the lines of a history or of a final state, one after the other. Fields that it does not know it passes over. */
final class HistoryLines implements AutoCloseable {
    static final int SCHEMA = 1;
    private static final long[] NONE = {};

    private final Path file;
    private final JsonParser json;
    private final Map<String, String> strings = new HashMap<>();
    private Line line;
    private int tag;

    private HistoryLines(Path file, JsonParser json) {
        this.file = file;
        this.json = json;
    }

    /** One line; what it does not say is empty, 0 or null. */
    static final class Line {
        private String file = "";
        private int schema;
        private int tag;
        private boolean end;
        private int client;
        private String op = "";
        private String key = "";
        private long write;
        private long[] covers = NONE;
        private long intended;
        private long start;
        private long ended = HistoryOperation.OPEN;
        private String outcome = "";
        private String reason = "";
        private long[] values = NONE;

        boolean end() {
            return end;
        }

        String key() {
            return key;
        }

        long[] values() {
            return values;
        }

        private HistoryOperation operation() {
            OperationKind kind = OperationKind.valueOf(op.toUpperCase(Locale.ROOT));
            Ending ending = Ending.valueOf(outcome.toUpperCase(Locale.ROOT));
            return new HistoryOperation(
                    client, kind, key, write, covers, intended, start, ended, ending, reason, values);
        }
    }

    /** @param what the file must be: history or final */
    static HistoryLines open(Path file, String what) {
        if (!Files.isRegularFile(file)) {
            throw new ConfigurationException(
                    Files.isDirectory(file) ? file + " is a folder; a history is a file" : "there is no file " + file);
        }
        try {
            HistoryLines lines = new HistoryLines(file, new JsonFactory().createParser(file.toFile()));
            Line first = lines.next().orElse(new Line());
            if (!first.file.equals(what) || first.schema != SCHEMA) {
                lines.close();
                throw new ConfigurationException(file + ": the first line must say \"schema\":" + SCHEMA
                        + ",\"file\":\"" + what + "\"; is it another file, or of another version?");
            }
            lines.tag = first.tag;
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    int tag() {
        return tag;
    }

    /** Nothing at the end of the file, also if it breaks off within a line. */
    Optional<Line> next() {
        try {
            if (json.nextToken() == null) {
                return Optional.empty();
            }
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw wrong("is no object", null);
            }
            line = new Line();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                field(field);
            }
            return Optional.of(line);
        } catch (JsonEOFException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw wrong("is no JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** What the line that came last tells. */
    HistoryOperation operation() {
        try {
            return line.operation();
        } catch (IllegalArgumentException e) {
            throw wrong("has a field of an unknown form", e);
        }
    }

    private void field(String name) throws IOException {
        switch (name) {
            case "file" -> line.file = json.getText();
            case "schema" -> line.schema = json.getIntValue();
            case "tag" -> line.tag = json.getIntValue();
            case "end" -> end();
            case "client" -> line.client = json.getIntValue();
            case "op" -> line.op = shared(json.getText());
            case "key" -> line.key = shared(json.getText());
            case "write" -> line.write = json.getLongValue();
            case "covers" -> line.covers = numbers();
            case "intended" -> line.intended = json.getLongValue();
            case "start" -> line.start = json.getLongValue();
            case "outcome" -> line.outcome = shared(json.getText());
            case "reason" -> line.reason = shared(json.getText());
            case "values" -> line.values = numbers();
            default -> json.skipChildren();
        }
    }

    /** Of an operation, when it ended; of the file, that it does. */
    private void end() throws IOException {
        if (json.currentToken() == JsonToken.VALUE_TRUE) {
            line.end = true;
        } else if (json.currentToken() != JsonToken.VALUE_NULL) {
            line.ended = json.getLongValue();
        }
    }

    private String shared(String text) {
        String known = strings.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    private long[] numbers() throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw wrong("has no list where one must be", null);
        }
        long[] numbers = NONE;
        int size = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            numbers = size == numbers.length ? Arrays.copyOf(numbers, Math.max(1, 2 * size)) : numbers;
            numbers[size++] = json.getLongValue();
        }
        return size == numbers.length ? numbers : Arrays.copyOf(numbers, size);
    }

    private ConfigurationException wrong(String what, Exception cause) {
        int number = json.currentLocation().getLineNr();
        return new ConfigurationException(
                file + ":" + number + ": this line " + what + "; take a file that hearsay bench wrote", cause);
    }

    @Override
    public void close() {
        try {
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
