package dev.hearsay.observer.measure;

import dev.hearsay.api.MemberId;
import java.util.Arrays;

/** All writes to one key that one actor named, by counter. */
final class ActorHistory {
    final MemberId actor;

    /** Place among the actors of the key. */
    final int index;

    private long[] counters = new long[8];
    private WriteEvent[] events = new WriteEvent[8];
    private int size;

    /** The largest counter of a committed write; 0 if none. */
    long committed;

    ActorHistory(MemberId actor, int index) {
        this.actor = actor;
        this.index = index;
    }

    int size() {
        return size;
    }

    WriteEvent at(int index) {
        return events[index];
    }

    /** The first index whose counter is above {@code counter}. */
    int after(long counter) {
        if (size == 0 || counters[size - 1] <= counter) {
            return size;
        }
        int low = 0;
        int high = size - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (counters[middle] <= counter) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The write of that counter; null if there is none. */
    WriteEvent find(long counter) {
        int index = after(counter) - 1;
        return index >= 0 && counters[index] == counter ? events[index] : null;
    }

    /** Nearly always at the end: an actor names its writes one after the other. */
    void add(WriteEvent event) {
        if (size == counters.length) {
            counters = Arrays.copyOf(counters, size * 2);
            events = Arrays.copyOf(events, size * 2);
        }
        int index = after(event.counter);
        System.arraycopy(counters, index, counters, index + 1, size - index);
        System.arraycopy(events, index, events, index + 1, size - index);
        counters[index] = event.counter;
        events[index] = event;
        size++;
    }
}
