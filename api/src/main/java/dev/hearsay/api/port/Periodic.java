package dev.hearsay.api.port;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Work that is done again and again on one lane. A turn that fails is not the last one: the lane tells of the failure, and the next turn
 * comes as if nothing had happened.
 */
public final class Periodic {
    private final Environment environment;
    private final Supplier<Duration> gap;
    private final Runnable turn;
    private boolean stopped;

    /** @param gap from a turn to the next, asked before each of them */
    public Periodic(Environment environment, Supplier<Duration> gap, Runnable turn) {
        this.environment = environment;
        this.gap = gap;
        this.turn = turn;
    }

    /** @param interval from a turn to the next */
    public static Periodic every(Environment environment, Duration interval, Runnable turn) {
        return new Periodic(environment, () -> interval, turn);
    }

    /** Takes the first turn after this time. To be called once. */
    public void start(Duration first) {
        environment.after(first, this::run);
    }

    private void run() {
        if (stopped) {
            return;
        }
        Duration next = gap.get();
        try {
            turn.run();
        } finally {
            environment.after(next, this::run);
        }
    }

    /** Takes no further turn, nor a first one. */
    public void stop() {
        stopped = true;
    }
}
