package dev.hearsay.observer.history;

import dev.hearsay.observer.measure.OperationKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Who knew of whom, among the writes of one key.
 *
 * <p>The transitive closure of "was given a context that covers" would take space for every pair of writes. Instead the writes are
 * laid into <em>chains</em>: each knows all that stand before it in its own. A set that is closed under knowing is then one number per
 * chain, and there are about as many chains as there were writes side by side, not as many as there were writes. A write is added to
 * the first chain whose last element it knows (Jagadish, <i>A compression technique to materialize transitive closure</i>, TODS 1990,
 * built as the writes come).
 *
 * <p>Writes are laid in the order in which they began: nobody can have been told of a write before that.
 */
final class Causality {
    /** More writes of one key side by side than this are not followed. */
    static final int MOST_WIDE = 1024;

    private final Long2ObjectHashMap<Write> byNumber = new Long2ObjectHashMap<>();
    private final List<Write> writes = new ArrayList<>();
    private final Reach ends = new Reach();
    private final int tag;
    private boolean tooWide;

    private Causality(int tag) {
        this.tag = tag;
    }

    /** @param operations of one key, in any order */
    static Causality of(List<HistoryOperation> operations, int tag) {
        Causality causality = new Causality(tag);
        operations.stream()
                .filter(operation -> operation.kind() != OperationKind.READ)
                .sorted(Comparator.comparingLong(HistoryOperation::start))
                .forEach(causality::add);
        return causality;
    }

    private void add(HistoryOperation operation) {
        Write write = lay(operation, past(operation.covers()));
        byNumber.put(operation.write(), write);
        writes.add(write);
    }

    private Write lay(HistoryOperation operation, Past before) {
        int chain = ends.size();
        for (int i = 0; i < before.size(); i++) {
            if (before.reach(i) == ends.into(before.chain(i))) {
                chain = before.chain(i);
                break;
            }
        }
        Write write = new Write(operation, before, chain, ends.into(chain) + 1);
        ends.add(chain, write.place);
        return write;
    }

    /** The writes of the history in the order in which they began. */
    List<Write> writes() {
        return writes;
    }

    /** Null if nobody wrote it. What was there before the history is known from when it is first met. */
    Write find(long number) {
        Write write = byNumber.get(number);
        if (write == null && number >= 0 && WriteNumbers.tag(number) != tag) {
            write = lay(null, Past.NOTHING);
            byNumber.put(number, write);
        }
        return write;
    }

    /** All that these and whatever they knew of. */
    Past past(long[] numbers) {
        Past past = Past.NOTHING;
        for (long number : numbers) {
            Write write = find(number);
            if (write != null && past.size() <= MOST_WIDE) {
                past = past.join(write.past);
            }
        }
        tooWide |= past.size() > MOST_WIDE;
        return past;
    }

    /** Whether something was not followed, so that what was found may be wrong. */
    boolean isTooWide() {
        return tooWide;
    }
}
