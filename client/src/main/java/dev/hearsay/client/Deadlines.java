package dev.hearsay.client;

import dev.hearsay.api.port.Environment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * When which call has to be looked at: a wheel of lists, of which one is looked at per tick (Varghese and Lauck, <i>Hashed and Hierarchical
 * Timing Wheels</i>, SOSP 1987, scheme 6). A call is put in and taken out at the cost of two links, where a timer of its own would cost
 * several objects and a place in a heap. A call is looked at up to a tick late, never early. Used on one lane.
 *
 * <p><b>Invariant:</b> a call stands in at most one list, the one that {@code slot} names; while any stands in one, a timer runs.
 */
final class Deadlines {
    private static final Duration TICK = Duration.ofMillis(8);
    private static final int SLOTS = 512;

    private final Environment environment;
    private final Consumer<Call> due;
    private final Call[] first = new Call[SLOTS];
    private final long origin;
    private int size;
    private long ticked;
    private boolean running;

    /** @param due is given each call whose time has come, which does not stand in the wheel any more */
    Deadlines(Environment environment, Consumer<Call> due) {
        this.environment = environment;
        this.due = due;
        this.origin = environment.nanoTime();
    }

    /** @param atNanos on the clock of the environment */
    void add(Call call, long atNanos) {
        call.dueNanos = atNanos;
        if (size++ == 0 && !running) {
            ticked = tickOf(environment.nanoTime());
            running = true;
            environment.after(TICK, this::tick);
        }
        int slot = slot(Math.max(tickOf(atNanos), ticked) + 1);
        call.slot = slot;
        call.earlier = null;
        call.later = first[slot];
        if (call.later != null) {
            call.later.earlier = call;
        }
        first[slot] = call;
    }

    void remove(Call call) {
        if (call.slot < 0) {
            return;
        }
        if (call.earlier == null) {
            first[call.slot] = call.later;
        } else {
            call.earlier.later = call.later;
        }
        if (call.later != null) {
            call.later.earlier = call.earlier;
        }
        call.slot = -1;
        call.earlier = null;
        call.later = null;
        size--;
    }

    /** All that stand in the wheel. */
    List<Call> all() {
        List<Call> all = new ArrayList<>(size);
        for (Call head : first) {
            for (Call call = head; call != null; call = call.later) {
                all.add(call);
            }
        }
        return all;
    }

    private long tickOf(long nanos) {
        return (nanos - origin) / TICK.toNanos();
    }

    private static int slot(long tick) {
        return (int) (tick & SLOTS - 1);
    }

    private void tick() {
        long now = environment.nanoTime();
        long last = tickOf(now);
        // Behind by more than a round, every list is looked at once.
        ticked = Math.max(ticked, last - SLOTS);
        try {
            while (ticked < last) {
                ticked++;
                expire(slot(ticked), now);
            }
        } finally {
            running = size > 0;
            if (running) {
                environment.after(TICK, this::tick);
            }
        }
    }

    private void expire(int slot, long now) {
        Call next = first[slot];
        while (next != null) {
            Call call = next;
            next = call.later;
            if (call.dueNanos - now <= 0) {
                remove(call);
                due.accept(call);
            }
        }
    }
}
