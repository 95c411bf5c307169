package dev.hearsay.observer.history;

import dev.hearsay.api.plugin.ConfigurationException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What every key holds when nothing moves any more, as numbers of writes. A key that is not in it could not be read.
 *
 * <p>Its file is JSON Lines: {@code {"schema":1,"file":"final","tag":…}}, a line {@code {"key":…,"values":[…]}} for each key, and
 * {@code {"end":true}}.
 */
public final class FinalState {
    private final Map<String, long[]> values = new LinkedHashMap<>();

    public void put(String key, long[] numbers) {
        values.put(key, numbers);
    }

    /** Null if it is not known. */
    long[] of(String key) {
        return values.get(key);
    }

    Map<String, long[]> all() {
        return values;
    }

    /** @throws ConfigurationException if the file is none, belongs to another history, or ends too early */
    public static FinalState read(Path file, History history) {
        FinalState state = new FinalState();
        try (HistoryLines lines = HistoryLines.open(file, "final")) {
            if (lines.tag() != history.tag()) {
                throw new ConfigurationException(
                        file + " is the end of another history; take the one that belongs to this");
            }
            Optional<HistoryLines.Line> line = lines.next();
            for (; line.isPresent() && !line.get().end(); line = lines.next()) {
                state.put(line.get().key(), line.get().values());
            }
            if (line.isEmpty()) {
                throw new ConfigurationException(file + " is cut off: its last line is missing; write it again");
            }
        }
        return state;
    }
}
