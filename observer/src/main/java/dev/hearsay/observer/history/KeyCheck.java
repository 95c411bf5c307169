package dev.hearsay.observer.history;

import dev.hearsay.observer.measure.OperationKind;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Checks one key: what its readers saw, and what is left in the end. */
final class KeyCheck {
    private final List<HistoryOperation> operations;
    private final long[] last;
    private final Findings findings;
    private final Causality causality;
    private final Deletes deletes;

    /** When the first write of the key was acknowledged. Until then it may hold what others had put there. */
    private final long firstAcknowledged;

    /** What acknowledged writes had seen: whatever is in here must not be live in the end. */
    private final Reach replaced = new Reach();

    /** @param last the values of the key in the end; null if they are not known */
    KeyCheck(List<HistoryOperation> operations, long[] last, int tag, Findings findings) {
        this.operations = operations;
        this.last = last;
        this.findings = findings;
        this.causality = Causality.of(operations, tag);
        this.deletes = Deletes.of(causality);
        this.firstAcknowledged = causality.writes().stream()
                .filter(Write::isDone)
                .mapToLong(write -> write.operation.end())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    void run() {
        findings.keys++;
        findings.operations += operations.size();
        if (causality.isTooWide()) {
            findings.keysTooWide++;
            return;
        }
        for (HistoryOperation operation : operations) {
            if (operation.isDone()) {
                requireWritten(operation.values(), operation);
            }
        }
        new Reads(operations, causality, deletes, findings).check();
        for (Write write : causality.writes()) {
            if (write.isDone()) {
                findings.acknowledgedWrites++;
                replaced.add(write.before);
            }
        }
        if (last == null) {
            findings.keysNotRead++;
        } else {
            requireWritten(last, null);
            requireKept();
            requireGone();
        }
    }

    /** @param reader null in the end */
    private void requireWritten(long[] values, HistoryOperation reader) {
        for (long value : values) {
            if (value == HistoryOperation.FOREIGN && reader != null && reader.start() < firstAcknowledged) {
                continue;
            }
            Write write = causality.find(value);
            if (write == null
                    || write.operation != null
                            && (write.operation.kind() == OperationKind.DELETE
                                    || reader != null && write.operation.start() > reader.end())) {
                found(
                        Fault.UNWRITTEN,
                        "nobody had written " + Witness.number(value),
                        () -> Stream.of(reader, operation(write)));
            } else if (write.operation != null && write.operation.ending() == Ending.REFUSED) {
                found(
                        Fault.REFUSED,
                        Witness.number(value) + " was refused, and is there",
                        () -> Stream.of(reader, operation(write)));
            }
        }
    }

    /**
     * Every acknowledged write is live, or something live knew of it, or a delete did. Of several that are not, only those are lost that
     * no acknowledged one among them knew of: the others had been replaced.
     */
    private void requireKept() {
        Past live = causality.past(last);
        Reach successors = new Reach();
        List<Write> writes = causality.writes();
        for (int i = writes.size() - 1; i >= 0; i--) {
            Write write = writes.get(i);
            boolean kept = write.isIn(live) || deletes.mayHaveTaken(write, Long.MAX_VALUE);
            if (!write.isDone() || kept) {
                continue;
            }
            if (!write.isIn(successors)) {
                String claim = Witness.number(write.operation.write()) + " was acknowledged, and is lost";
                found(
                        Fault.LOST,
                        claim,
                        () -> Stream.of(lastReaderOf(write), write.operation, firstReaderWithout(write)));
            }
            successors.add(write.past);
        }
    }

    /** Nothing is live that an acknowledged write had seen. */
    private void requireGone() {
        for (long value : last) {
            Write write = causality.find(value);
            if (write == null || !write.isIn(replaced)) {
                continue;
            }
            Write by = first(other -> other.isDone() && write.isIn(other.before));
            boolean deleted = by.operation.kind() == OperationKind.DELETE;
            String claim =
                    Witness.number(value) + (deleted ? " was deleted, and is back" : " was replaced, and is back");
            found(
                    deleted ? Fault.UNDELETED : Fault.UNREPLACED,
                    claim,
                    () -> Stream.of(lastReaderOf(write), operation(write), by.operation));
        }
    }

    /** A delete shows best what is wrong, and of others the first. */
    private Write first(Predicate<Write> wanted) {
        List<Write> found = causality.writes().stream().filter(wanted).toList();
        return found.stream()
                .filter(write -> write.operation.kind() == OperationKind.DELETE)
                .findFirst()
                .orElse(found.get(0));
    }

    private HistoryOperation lastReaderOf(Write write) {
        return readers()
                .filter(read -> write.isIn(causality.past(read.values())))
                .max(Comparator.comparingLong(HistoryOperation::start))
                .orElse(null);
    }

    private HistoryOperation firstReaderWithout(Write write) {
        return readers()
                .filter(read -> read.start() > write.operation.end() && !write.isIn(causality.past(read.values())))
                .min(Comparator.comparingLong(HistoryOperation::start))
                .orElse(null);
    }

    private Stream<HistoryOperation> readers() {
        return operations.stream().filter(operation -> operation.isRead() && operation.isDone());
    }

    private static HistoryOperation operation(Write write) {
        return write == null ? null : write.operation;
    }

    private void found(Fault fault, String claim, Supplier<Stream<HistoryOperation>> shownBy) {
        String key = operations.get(0).key();
        findings.found(
                fault,
                operations.size(),
                () -> Witness.of("key " + key + ": " + claim, shownBy.get(), last, operations.size()));
    }
}
