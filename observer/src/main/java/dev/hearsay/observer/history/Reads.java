package dev.hearsay.observer.history;

import dev.hearsay.observer.measure.OperationKind;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the readers of one key were promised, as far as clients can see it: from the instant at which a write's client was told. The
 * done reads pass by in the order in which they began, and with them everything that had ended strictly before.
 */
final class Reads {
    /** Writes of one client side by side to one key of which its next reads are asked. */
    private static final int MOST_OWN = 256;

    private final List<HistoryOperation> operations;
    private final Causality causality;
    private final Deletes deletes;
    private final Findings findings;
    private final Reach acknowledged = new Reach();
    private final Reach deleted = new Reach();
    private final Map<Integer, Past> ownWrites = new HashMap<>();
    private final Map<Integer, HistoryOperation> ownReads = new HashMap<>();

    Reads(List<HistoryOperation> operations, Causality causality, Deletes deletes, Findings findings) {
        this.operations = operations;
        this.causality = causality;
        this.deletes = deletes;
        this.findings = findings;
    }

    void check() {
        List<HistoryOperation> ended = operations.stream()
                .filter(HistoryOperation::isDone)
                .sorted(Comparator.comparingLong(HistoryOperation::end))
                .toList();
        List<HistoryOperation> reads = ended.stream()
                .filter(HistoryOperation::isRead)
                .sorted(Comparator.comparingLong(HistoryOperation::start))
                .toList();
        int next = 0;
        for (HistoryOperation read : reads) {
            while (next < ended.size() && ended.get(next).end() < read.start()) {
                ended(ended.get(next++));
            }
            judge(read);
        }
    }

    private void ended(HistoryOperation operation) {
        if (operation.isRead()) {
            ownReads.put(operation.client(), operation);
            return;
        }
        Write write = causality.find(operation.write());
        acknowledged.add(write.chain, write.place);
        ownWrites.merge(
                operation.client(),
                Past.NOTHING.with(write.chain, write.place),
                (before, now) -> before.join(now).last(MOST_OWN));
        if (operation.kind() == OperationKind.DELETE) {
            deleted.add(write.before);
        }
    }

    private void judge(HistoryOperation read) {
        Past seen = causality.past(read.values());
        findings.judgedReads++;
        if (isStale(read, seen)) {
            found(
                    Fault.STALE,
                    read,
                    "a read misses a write that was acknowledged before it began",
                    () -> missedBy(read, seen));
        }
        Past own = ownWrites.get(read.client());
        if (own != null) {
            findings.readsAfterOwnWrite++;
            if (misses(read, seen, own)) {
                found(
                        Fault.OWN_WRITES,
                        read,
                        "a read misses what its own client had written",
                        () -> missedOwn(read, seen));
            }
        }
        HistoryOperation earlier = ownReads.get(read.client());
        if (earlier != null) {
            findings.readsAfterRead++;
            if (misses(read, seen, causality.past(earlier.values()))) {
                found(Fault.MONOTONIC, read, "a read misses what its own client had read", () -> earlier);
            }
        }
    }

    private boolean isStale(HistoryOperation read, Past seen) {
        for (int i = 0, chain = 0; chain < acknowledged.size(); chain++) {
            while (i < seen.size() && seen.chain(i) < chain) {
                i++;
            }
            int reach = i < seen.size() && seen.chain(i) == chain ? seen.reach(i) : 0;
            int wanted = acknowledged.into(chain);
            if (reach < wanted && deletes.into(chain, read.end()) < wanted) {
                return true;
            }
        }
        for (long value : read.values()) {
            Write write = causality.find(value);
            if (write != null && write.isIn(deleted)) {
                return true;
            }
        }
        return false;
    }

    private boolean misses(HistoryOperation read, Past seen, Past wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            int chain = wanted.chain(i);
            if (seen.into(chain) < wanted.reach(i) && deletes.into(chain, read.end()) < wanted.reach(i)) {
                return true;
            }
        }
        return false;
    }

    /** The last acknowledged write that the read misses, or else the delete that it undoes. */
    private HistoryOperation missedBy(HistoryOperation read, Past seen) {
        return acknowledgedBefore(read)
                .filter(write -> misses(read, seen, Past.NOTHING.with(write.chain, write.place))
                        || write.operation.kind() == OperationKind.DELETE && undoes(read, write))
                .map(write -> write.operation)
                .max(Comparator.comparingLong(HistoryOperation::start))
                .orElse(null);
    }

    private boolean undoes(HistoryOperation read, Write delete) {
        for (long value : read.values()) {
            Write write = causality.find(value);
            if (write != null && write.isIn(delete.before)) {
                return true;
            }
        }
        return false;
    }

    private HistoryOperation missedOwn(HistoryOperation read, Past seen) {
        return acknowledgedBefore(read)
                .filter(write -> write.operation.client() == read.client())
                .filter(write -> misses(read, seen, Past.NOTHING.with(write.chain, write.place)))
                .map(write -> write.operation)
                .max(Comparator.comparingLong(HistoryOperation::start))
                .orElse(null);
    }

    private Stream<Write> acknowledgedBefore(HistoryOperation read) {
        return causality.writes().stream().filter(write -> write.isDone() && write.operation.end() < read.start());
    }

    private void found(Fault fault, HistoryOperation read, String claim, Supplier<HistoryOperation> other) {
        findings.found(
                fault,
                operations.size(),
                () -> Witness.of(
                        "key " + read.key() + ": " + claim,
                        Stream.concat(Stream.of(read, other.get()), writersOf(read)),
                        null,
                        operations.size()));
    }

    /** Of a few of the values that it returned. */
    private Stream<HistoryOperation> writersOf(HistoryOperation read) {
        return Arrays.stream(read.values())
                .mapToObj(causality::find)
                .filter(write -> write != null && write.operation != null)
                .map(write -> write.operation)
                .limit(3);
    }
}
