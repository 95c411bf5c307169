package dev.hearsay.observer.history;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All operations of one history, by key. */
public final class History {
    private final Map<String, List<HistoryOperation>> byKey = new LinkedHashMap<>();
    private final int tag;
    private boolean cut;

    /** @param tag of the numbers of its writes */
    public History(int tag) {
        this.tag = tag;
    }

    public void add(HistoryOperation operation) {
        byKey.computeIfAbsent(operation.key(), key -> new ArrayList<>()).add(operation);
    }

    public int tag() {
        return tag;
    }

    public Set<String> keys() {
        return byKey.keySet();
    }

    /** @throws dev.hearsay.api.plugin.ConfigurationException one sentence with file and line, if the file is none */
    public static History read(Path file) {
        try (HistoryLines lines = HistoryLines.open(file, "history")) {
            History history = new History(lines.tag());
            Optional<HistoryLines.Line> line = lines.next();
            for (; line.isPresent() && !line.get().end(); line = lines.next()) {
                history.add(lines.operation());
            }
            history.cut = line.isEmpty();
            return history;
        }
    }

    /** @param last what the keys hold in the end */
    public Findings check(FinalState last) {
        Findings findings = new Findings(cut);
        byKey.forEach((key, operations) -> new KeyCheck(operations, last.of(key), tag, findings).run());
        return findings;
    }
}
