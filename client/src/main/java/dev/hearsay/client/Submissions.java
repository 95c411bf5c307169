package dev.hearsay.client;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Hands calls of any number of threads over to the lane. Who finds nothing waiting wakes the lane; who comes until the lane looks is taken
 * along, so that calls made at about the same time share one wake-up and, on each connection, one flush. A stack (Treiber, <i>Systems
 * Programming: Coping with Parallelism</i>, 1986) of which all is taken at once, so that the calls themselves are all it needs.
 */
final class Submissions {
    private final AtomicReference<Call> top = new AtomicReference<>();
    private final BooleanSupplier wakeUp;

    /** @param wakeUp lets the lane call {@link #drain} soon; false if the lane has ended */
    Submissions(BooleanSupplier wakeUp) {
        this.wakeUp = wakeUp;
    }

    /** @return false if nobody will look at it */
    boolean add(Call call) {
        Call found;
        do {
            found = top.get();
            call.before = found;
        } while (!top.compareAndSet(found, call));
        return found != null || wakeUp.getAsBoolean();
    }

    /** On the lane: all that were handed over, in their order. */
    void drain(Consumer<Call> begin) {
        Call next = inOrder(top.getAndSet(null));
        while (next != null) {
            Call call = next;
            next = call.before;
            call.before = null;
            begin.accept(call);
        }
    }

    private static Call inOrder(Call last) {
        Call first = null;
        Call rest = last;
        while (rest != null) {
            Call call = rest;
            rest = call.before;
            call.before = first;
            first = call;
        }
        return first;
    }
}
