package dev.hearsay.transport.inmem.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The queue beside a sorted set of (time, number of the event). */
class EventQueueTest {
    private final EventQueue queue = new EventQueue();

    private static final class Numbered extends Event {
        final long time;
        final long number;

        Numbered(long time, long number) {
            this.time = time;
            this.number = number;
        }

        @Override
        void run() {}

        @Override
        long identity() {
            return number;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 1000, 1_000_000})
    void eventsComeByTimeAndThenInTheOrderInWhichTheyWereAddedWhateverIsRemoved(int times) {
        SplittableRandom random = new SplittableRandom(times);
        TreeSet<Numbered> expected = new TreeSet<>(
                Comparator.comparingLong((Numbered event) -> event.time).thenComparingLong(event -> event.number));
        List<Numbered> all = new ArrayList<>();
        for (int step = 0; step < 40_000; step++) {
            int what = random.nextInt(step < 20_000 ? 5 : 3);
            if (what >= 2) {
                Numbered event = new Numbered(random.nextInt(times), step);
                queue.add(event, event.time);
                expected.add(event);
                all.add(event);
            } else if (what == 1 && !all.isEmpty()) {
                Numbered event = all.get(random.nextInt(all.size()));
                queue.remove(event);
                expected.remove(event);
            } else if (!expected.isEmpty()) {
                assertThat(queue.nextAt()).isEqualTo(expected.first().time);
                assertThat(queue.poll()).isSameAs(expected.pollFirst());
            }
            assertThat(queue.size()).isEqualTo(expected.size());
        }
        while (!expected.isEmpty()) {
            assertThat(queue.poll()).isSameAs(expected.pollFirst());
        }
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void removingWhatIsNotInTheQueueIsHarmless() {
        Numbered event = new Numbered(1, 1);
        queue.remove(event);
        queue.add(event, 1);
        queue.poll();
        queue.remove(event);

        assertThat(queue.isEmpty()).isTrue();
    }
}
