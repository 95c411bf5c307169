package dev.hearsay.cli.reliability;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What clients wrote, and with knowledge of what. A write is a value that nobody writes twice; it knows the values that its client had
 * read and whose context it carried, and so whatever those knew. Safe for several threads.
 *
 * <p>An acknowledged write is lost if, at the end, it is not among the values of its key, and none of these knew it.
 */
final class WriteHistory {
    private record Write(String value, List<String> knew) {}

    private final Map<String, Map<String, Write>> byKey = new TreeMap<>();
    private final Map<String, List<String>> acknowledged = new TreeMap<>();

    /** Before it is sent: it may happen even if nobody says so. */
    synchronized void tried(String key, String value, Collection<String> knew) {
        byKey.computeIfAbsent(key, any -> new TreeMap<>()).put(value, new Write(value, List.copyOf(knew)));
    }

    synchronized void acknowledged(String key, String value) {
        acknowledged.computeIfAbsent(key, any -> new ArrayList<>()).add(value);
    }

    synchronized int acknowledged() {
        return acknowledged.values().stream().mapToInt(List::size).sum();
    }

    synchronized Set<String> keys() {
        return new HashSet<>(byKey.keySet());
    }

    /** The acknowledged writes of a key that are lost, given the values that are there in the end. */
    synchronized List<String> lost(String key, Collection<String> found) {
        Map<String, Write> writes = byKey.getOrDefault(key, new TreeMap<>());
        Set<String> known = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            String value = open.poll();
            Write write = writes.get(value);
            if (known.add(value)) {
                if (write == null) {
                    throw new IllegalStateException(key + " has the value " + value + ", which nobody wrote");
                }
                open.addAll(write.knew());
            }
        }
        return acknowledged.getOrDefault(key, List.of()).stream()
                .filter(value -> !known.contains(value))
                .toList();
    }
}
