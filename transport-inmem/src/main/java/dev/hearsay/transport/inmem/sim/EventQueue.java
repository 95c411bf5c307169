package dev.hearsay.transport.inmem.sim;

import java.util.Arrays;

/**
 * Events ordered by (time, sequence): a heap with four children to a node, which is shallower than the binary one and finds the
 * children's times on one or two cache lines, because the times stand in an array of their own. Events know their place, so a cancelled timer leaves the heap at once; coordinators set a
 * timer of hundreds of milliseconds for operations of two, and a queue full of dead timers would be what a run is waiting for.
 */
final class EventQueue {
    private static final int ARITY_SHIFT = 2;

    /** The times of the events, place by place, so that a comparison seldom has to look at the event itself. */
    private long[] times = new long[256];

    private Event[] heap = new Event[256];
    private int size;
    private long sequences;

    boolean isEmpty() {
        return size == 0;
    }

    /** The time of the first event; there must be one. */
    long nextAt() {
        return times[0];
    }

    void add(Event event, long at) {
        event.sequence = sequences++;
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
            times = Arrays.copyOf(times, size * 2);
        }
        up(size++, event, at);
    }

    /** How many events wait. */
    int size() {
        return size;
    }

    Event poll() {
        Event first = heap[0];
        takeOut(0);
        return first;
    }

    /** Harmless if the event is not in the queue. */
    void remove(Event event) {
        if (event.place >= 0) {
            takeOut(event.place);
        }
    }

    private void takeOut(int place) {
        heap[place].place = -1;
        Event last = heap[--size];
        heap[size] = null;
        if (place < size) {
            long at = times[size];
            down(place, last, at);
            if (last.place == place) {
                up(place, last, at);
            }
        }
    }

    private void up(int from, Event event, long at) {
        int place = from;
        while (place > 0) {
            int parent = place - 1 >> ARITY_SHIFT;
            long above = times[parent];
            if (above < at || above == at && heap[parent].sequence < event.sequence) {
                break;
            }
            move(parent, place);
            place = parent;
        }
        set(place, event, at);
    }

    private void down(int from, Event event, long at) {
        int place = from;
        while (true) {
            int first = (place << ARITY_SHIFT) + 1;
            if (first >= size) {
                break;
            }
            int least = least(first, Math.min(first + (1 << ARITY_SHIFT), size));
            long below = times[least];
            if (at < below || at == below && event.sequence < heap[least].sequence) {
                break;
            }
            move(least, place);
            place = least;
        }
        set(place, event, at);
    }

    /** The place of the first event among those at {@code first} and before {@code end}. */
    private int least(int first, int end) {
        int least = first;
        long time = times[first];
        for (int child = first + 1; child < end; child++) {
            long at = times[child];
            if (at < time || at == time && heap[child].sequence < heap[least].sequence) {
                least = child;
                time = at;
            }
        }
        return least;
    }

    private void move(int from, int to) {
        set(to, heap[from], times[from]);
    }

    private void set(int place, Event event, long at) {
        heap[place] = event;
        times[place] = at;
        event.place = place;
    }
}
