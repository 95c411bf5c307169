package dev.hearsay.transport.tcp;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/**
 * How late a lane is with its work: a timer that is due every ten milliseconds runs as late as what came before it took. A collection of
 * garbage makes one look late, work that piles up makes all of them; so what counts is the least of the last few looks (after Nichols and
 * Jacobson, <i>Controlling Queue Delay</i>, ACM Queue 2012). On the lane; while nobody asks, nothing is measured.
 */
final class Lateness {
    private static final long BETWEEN_NANOS = 10_000_000;
    private static final int LOOKS = 4;

    private final EventLoop loop;
    private final long[] looks = new long[LOOKS];
    private int next;
    private boolean armed;
    private boolean asked;
    private long due;
    private long least;

    Lateness(EventLoop loop) {
        this.loop = loop;
    }

    long nanos() {
        asked = true;
        if (!armed) {
            arm();
            return least;
        }
        // A turn that goes on and on must not be over before it counts; by itself it weighs as much as one look of
        // several.
        return Math.max(least, (System.nanoTime() - due) / LOOKS);
    }

    private void arm() {
        armed = true;
        asked = false;
        due = System.nanoTime() + BETWEEN_NANOS;
        loop.schedule(this::look, BETWEEN_NANOS, TimeUnit.NANOSECONDS);
    }

    private void look() {
        looks[next] = System.nanoTime() - due;
        next = (next + 1) % LOOKS;
        armed = false;
        least = Long.MAX_VALUE;
        for (long look : looks) {
            least = Math.min(least, look);
        }
        if (asked) {
            arm();
        }
    }
}
