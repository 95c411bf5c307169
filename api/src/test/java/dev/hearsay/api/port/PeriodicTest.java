package dev.hearsay.api.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PeriodicTest {
    /** Keeps what it is asked to run; it is run by hand. */
    private static final class ByHand implements Environment {
        final Deque<Runnable> timers = new ArrayDeque<>();
        final List<Duration> delays = new ArrayList<>();

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public InstantSource wallClock() {
            throw new UnsupportedOperationException();
        }

        @Override
        public RandomGenerator random() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Cancellable after(Duration delay, Runnable task) {
            delays.add(delay);
            timers.add(task);
            return () -> timers.remove(task);
        }
    }

    private final ByHand lane = new ByHand();
    private int turns;

    @Test
    void itGoesOnAfterATurnThatFailed() {
        Periodic.every(lane, Duration.ofSeconds(1), () -> {
                    turns++;
                    throw new IllegalStateException("a plugin's fault");
                })
                .start(Duration.ofSeconds(1));
        for (int turn = 1; turn <= 3; turn++) {
            assertThatThrownBy(() -> lane.timers.remove().run()).hasMessage("a plugin's fault");
            assertThat(turns).isEqualTo(turn);
        }
        assertThat(lane.timers).hasSize(1);
    }

    @Test
    void theGapIsAskedForBeforeEachTurn() {
        List<Duration> gaps = new ArrayList<>(List.of(Duration.ofSeconds(2), Duration.ofSeconds(3)));
        new Periodic(lane, () -> gaps.remove(0), () -> turns++).start(Duration.ZERO);
        lane.timers.remove().run();
        lane.timers.remove().run();
        assertThat(lane.delays).containsExactly(Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(3));
    }

    @Test
    void stoppedItTakesNoFurtherTurn() {
        Periodic work = Periodic.every(lane, Duration.ofSeconds(1), () -> turns++);
        work.start(Duration.ofSeconds(1));
        work.stop();
        lane.timers.remove().run();
        assertThat(turns).isZero();
        assertThat(lane.timers).isEmpty();
    }
}
