package dev.hearsay.observer.history;

import dev.hearsay.observer.measure.OperationKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The definitions, word by word and without a thought for time: a past is a set of numbers. */
final class ByDefinition {
    private final List<HistoryOperation> operations;
    private final Map<Long, HistoryOperation> writes = new HashMap<>();
    private final Map<Long, Set<Long>> pasts = new HashMap<>();

    ByDefinition(List<HistoryOperation> operations) {
        this.operations = operations;
        Map<Long, HistoryOperation> inOrder = new TreeMap<>();
        for (HistoryOperation operation : operations) {
            if (!operation.isRead()) {
                writes.put(operation.write(), operation);
                inOrder.put(operation.start() * 1000 + operation.client(), operation);
            }
        }
        inOrder.values().forEach(write -> {
            Set<Long> past = past(write.covers());
            past.add(write.write());
            pasts.put(write.write(), past);
        });
    }

    private Set<Long> past(long[] numbers) {
        Set<Long> past = new HashSet<>();
        for (long number : numbers) {
            past.addAll(pasts.getOrDefault(number, Set.of()));
        }
        return past;
    }

    /** All that a read shows, and what deletes may have hidden from it. */
    private Set<Long> covered(long[] values, long before) {
        Set<Long> covered = past(values);
        for (HistoryOperation write : writes.values()) {
            if (write.kind() == OperationKind.DELETE && write.ending() != Ending.REFUSED && write.start() < before) {
                covered.addAll(pasts.get(write.write()));
            }
        }
        return covered;
    }

    private static boolean contains(long[] values, Set<Long> any) {
        for (long value : values) {
            if (any.contains(value)) {
                return true;
            }
        }
        return false;
    }

    long stale() {
        return doneReads().stream().filter(this::isStale).count();
    }

    private boolean isStale(HistoryOperation read) {
        Set<Long> covered = covered(read.values(), read.end());
        return writes.values().stream()
                .filter(write -> write.isDone() && write.end() < read.start())
                .anyMatch(write -> !covered.contains(write.write())
                        || write.kind() == OperationKind.DELETE && contains(read.values(), past(write.covers())));
    }

    long ownWritesMissed() {
        return doneReads().stream()
                .filter(read -> writes.values().stream()
                        .anyMatch(write -> write.isDone()
                                && write.client() == read.client()
                                && write.end() < read.start()
                                && !covered(read.values(), read.end()).contains(write.write())))
                .count();
    }

    long ownReadsMissed() {
        return doneReads().stream()
                .filter(read -> {
                    HistoryOperation earlier = null;
                    for (HistoryOperation other : doneReads()) {
                        if (other.client() == read.client()
                                && other.end() < read.start()
                                && (earlier == null || other.end() > earlier.end())) {
                            earlier = other;
                        }
                    }
                    return earlier != null
                            && !covered(read.values(), read.end()).containsAll(past(earlier.values()));
                })
                .count();
    }

    private List<HistoryOperation> doneReads() {
        return operations.stream()
                .filter(operation -> operation.isRead() && operation.isDone())
                .toList();
    }

    /** Acknowledged writes that nothing of this knows of, nor any acknowledged one among them. */
    long lost(long[] last) {
        Set<Long> covered = covered(last, Long.MAX_VALUE);
        List<Long> missing = writes.values().stream()
                .filter(write -> write.isDone() && !covered.contains(write.write()))
                .map(HistoryOperation::write)
                .toList();
        return missing.stream()
                .filter(write -> missing.stream()
                        .noneMatch(other ->
                                !other.equals(write) && pasts.get(other).contains(write)))
                .count();
    }

    /** The values of this that an acknowledged write had seen. */
    long back(long[] last) {
        long back = 0;
        for (long value : last) {
            back += writes.values().stream()
                            .anyMatch(write ->
                                    write.isDone() && past(write.covers()).contains(value))
                    ? 1
                    : 0;
        }
        return back;
    }
}
