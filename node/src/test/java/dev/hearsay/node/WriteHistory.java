package dev.hearsay.node;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The writes of one key as their clients know them: what each had seen, and whether it was acknowledged. Says what must not be true of
 * the values that are left when all faults are over and all replicas agree.
 */
final class WriteHistory {
    private record Write(Set<String> seen, boolean delete, boolean acknowledged) {}

    private final Map<String, Write> writes = new LinkedHashMap<>();

    /** @param name the value of a put; any unique name for a delete */
    void write(String name, Collection<String> seen, boolean delete, boolean acknowledged) {
        writes.put(name, new Write(new TreeSet<>(seen), delete, acknowledged));
    }

    /** One sentence for each thing that is wrong. */
    List<String> complaints(Collection<String> left) {
        List<String> complaints = new ArrayList<>();
        writes.forEach((name, write) -> {
            if (write.acknowledged && !write.delete && !left.contains(name) && !replaced(name, left)) {
                complaints.add("the acknowledged put of " + name + " is lost");
            }
            if (left.contains(name) && isSeenByAcknowledged(name)) {
                complaints.add(name + " is back, though an acknowledged write replaced it");
            }
        });
        for (String value : left) {
            if (!writes.containsKey(value)) {
                complaints.add("nobody ever wrote " + value);
            }
        }
        return complaints;
    }

    /** Whether a write that had seen it is left, or was replaced in turn, or was a delete, which leaves nothing. */
    private boolean replaced(String name, Collection<String> left) {
        for (Map.Entry<String, Write> later : writes.entrySet()) {
            if (later.getValue().seen.contains(name)
                    && (left.contains(later.getKey()) || later.getValue().delete || replaced(later.getKey(), left))) {
                return true;
            }
        }
        return false;
    }

    private boolean isSeenByAcknowledged(String name) {
        return writes.values().stream().anyMatch(write -> write.acknowledged && write.seen.contains(name));
    }
}
