package dev.hearsay.transport.inmem.sim;

import java.util.Arrays;

/**
 * Events ordered by (time, sequence): a heap with four children to a node, which is shallower than the binary one and finds the
 * children on one or two cache lines. Events know their place, so a cancelled timer leaves the heap at once; coordinators set a
 * timer of hundreds of milliseconds for operations of two, and a queue full of dead timers would be what a run is waiting for.
 */
final class EventQueue {
    private static final int ARITY_SHIFT = 2;

    private Event[] heap = new Event[256];
    private int size;
    private long sequences;

    boolean isEmpty() {
        return size == 0;
    }

    /** The time of the first event; there must be one. */
    long nextAt() {
        return heap[0].at;
    }

    void add(Event event, long at) {
        event.at = at;
        event.sequence = sequences++;
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        up(size++, event);
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
            down(place, last);
            if (last.place == place) {
                up(place, last);
            }
        }
    }

    private void up(int from, Event event) {
        int place = from;
        while (place > 0) {
            int parent = place - 1 >> ARITY_SHIFT;
            Event above = heap[parent];
            if (!before(event, above)) {
                break;
            }
            heap[place] = above;
            above.place = place;
            place = parent;
        }
        heap[place] = event;
        event.place = place;
    }

    private void down(int from, Event event) {
        int place = from;
        while (true) {
            int first = (place << ARITY_SHIFT) + 1;
            if (first >= size) {
                break;
            }
            int least = first;
            int end = Math.min(first + (1 << ARITY_SHIFT), size);
            for (int child = first + 1; child < end; child++) {
                if (before(heap[child], heap[least])) {
                    least = child;
                }
            }
            if (!before(heap[least], event)) {
                break;
            }
            heap[place] = heap[least];
            heap[place].place = place;
            place = least;
        }
        heap[place] = event;
        event.place = place;
    }

    private static boolean before(Event left, Event right) {
        return left.at < right.at || left.at == right.at && left.sequence < right.sequence;
    }
}
