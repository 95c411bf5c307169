package dev.hearsay.observer.history;

import dev.hearsay.observer.measure.OperationKind;
import java.util.Arrays;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * What deletes may have taken away, and when. A delete leaves no value by which a later reader could be seen to know it: whatever a
 * delete knew of may be missing from then on, also if its outcome is unknown.
 */
final class Deletes {
    private final Int2ObjectHashMap<Steps> chains = new Int2ObjectHashMap<>();

    static Deletes of(Causality causality) {
        Deletes deletes = new Deletes();
        for (Write write : causality.writes()) {
            HistoryOperation operation = write.operation;
            if (operation.kind() == OperationKind.DELETE && operation.ending() != Ending.REFUSED) {
                for (int i = 0; i < write.past.size(); i++) {
                    deletes.add(write.past.chain(i), write.past.reach(i), operation.start());
                }
            }
        }
        return deletes;
    }

    private void add(int chain, int reach, long start) {
        Steps steps = chains.computeIfAbsent(chain, absent -> new Steps());
        if (steps.size == 0 || reach > steps.reaches[steps.size - 1]) {
            steps.add(start, reach);
        }
    }

    /** How far into a chain deletes reach that began before then. */
    int into(int chain, long before) {
        Steps steps = chains.get(chain);
        return steps == null ? 0 : steps.at(before);
    }

    boolean mayHaveTaken(Write write, long before) {
        return into(write.chain, before) >= write.place;
    }

    /** A stair: both columns rise. */
    private static final class Steps {
        private long[] starts = new long[4];
        private int[] reaches = new int[4];
        private int size;

        void add(long start, int reach) {
            if (size == starts.length) {
                starts = Arrays.copyOf(starts, 2 * size);
                reaches = Arrays.copyOf(reaches, 2 * size);
            }
            starts[size] = start;
            reaches[size++] = reach;
        }

        int at(long before) {
            int found = Arrays.binarySearch(starts, 0, size, before);
            int steps = found < 0 ? -found - 1 : found;
            return steps == 0 ? 0 : reaches[steps - 1];
        }
    }
}
