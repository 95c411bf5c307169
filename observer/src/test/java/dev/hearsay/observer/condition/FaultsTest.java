package dev.hearsay.observer.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FaultsTest {
    /** Writes down what happens to it, with the second in which it does. */
    private static final class Recorder implements FaultTarget {
        final List<String> happened = new ArrayList<>();
        final TreeMap<Long, List<Runnable>> tasks = new TreeMap<>();
        final Set<Integer> down = new TreeSet<>();
        final int nodes;
        long now;

        Recorder(int nodes) {
            this.nodes = nodes;
        }

        void runUntil(long seconds) {
            while (!tasks.isEmpty() && tasks.firstKey() <= seconds * 1_000_000_000L) {
                var due = tasks.pollFirstEntry();
                now = due.getKey();
                due.getValue().forEach(Runnable::run);
            }
            now = seconds * 1_000_000_000L;
        }

        private void note(String what) {
            happened.add(now / 1_000_000_000L + "s " + what);
        }

        @Override
        public int nodes() {
            return nodes;
        }

        @Override
        public boolean isUp(int node) {
            return !down.contains(node);
        }

        @Override
        public void pause(int node) {
            assertThat(down.add(node)).isTrue();
            note("pause " + node);
        }

        @Override
        public void resume(int node) {
            assertThat(down.remove(node)).isTrue();
            note("resume " + node);
        }

        @Override
        public void crash(int node, FaultKind kind) {
            assertThat(down.add(node)).isTrue();
            note(kind + " " + node);
        }

        @Override
        public void restart(int node) {
            assertThat(down.remove(node)).isTrue();
            note("restart " + node);
        }

        @Override
        public void partition(List<List<Integer>> sides, boolean oneWay) {
            note("partition " + sides + (oneWay ? " one-way" : ""));
        }

        @Override
        public void heal() {
            note("heal");
        }

        @Override
        public void clockOffset(int node, Duration offset) {
            note("clock " + node + " " + offset.toMillis());
        }

        @Override
        public void syncDelay(int node, Duration delay) {
            note("sync " + node + " " + delay.toMillis());
        }

        @Override
        public void after(long delayNanos, Runnable task) {
            tasks.computeIfAbsent(now + delayNanos, time -> new ArrayList<>()).add(task);
        }
    }

    private static Faults faults(String condition, Recorder target, int clients) {
        return new Faults(
                Conditions.settings(condition),
                target,
                Duration.ofMinutes(1).toNanos(),
                clients,
                FaultPlanTest.streams(1));
    }

    @Test
    void faultsBeginAndEndOnTime() {
        Recorder one = new Recorder(1);
        faults(
                        "pause { at = [1s], down = 2s }, wipe { at = [5s], down = 1s }, slow-disk { at = [7s], down = 1s }"
                                + ", clock-jump { at = [9s], down = 1s, backwards = true }",
                        one,
                        0)
                .start();
        one.runUntil(60);
        assertThat(one.happened)
                .containsExactly(
                        "1s pause 0",
                        "3s resume 0",
                        "5s WIPE 0",
                        "6s restart 0",
                        "7s sync 0 50",
                        "8s sync 0 0",
                        "9s clock 0 -500",
                        "10s clock 0 0");
    }

    @Test
    void aPartitionCutsTheSidesOffEachOther() {
        Recorder five = new Recorder(5);
        faults("partition { at = [2s], down = 3s, sides = [[0, 1], [2, 3, 4]], one-way = true }", five, 0)
                .start();
        five.runUntil(60);
        assertThat(five.happened).containsExactly("2s partition [[0, 1], [2, 3, 4]] one-way", "5s heal");
    }

    @Test
    void everythingHealsWhenTheLoadEndsAndNothingNewBegins() {
        Recorder one = new Recorder(1);
        Faults faults = faults("crash { at = [1s, 20s], down = 15s }, partition { at = [2s] }", one, 0);
        faults.start();
        one.runUntil(4);
        faults.end();
        one.runUntil(60);
        assertThat(one.happened).containsExactly("1s CRASH 0", "2s partition [[0], []]", "4s restart 0", "4s heal");
    }

    @Test
    void aClientResumesOnlyWhatItPausedItself() {
        Recorder two = new Recorder(2);
        Faults faults = faults("dice { pause = 1, resume = 0 }", two, 2);
        faults.beforeRound(0);
        faults.beforeRound(1);
        faults.beforeRound(1);
        assertThat(two.down).as("nobody left to pause for the third").containsExactly(0, 1);

        Recorder one = new Recorder(1);
        Faults both = faults("dice { pause = 1, resume = 100% }", one, 2);
        both.beforeRound(0);
        assertThat(one.happened).containsExactly("0s pause 0", "0s resume 0");
    }

    @Test
    void whatTheDicePausedIsResumedAtTheEnd() {
        Recorder five = new Recorder(5);
        Faults faults = faults("dice { pause = 1, resume = 0 }", five, 1);
        faults.beforeRound(0);
        faults.beforeRound(0);
        assertThat(five.down).hasSize(2);
        faults.end();
        assertThat(five.down).isEmpty();
    }

    @Test
    void theDiceFallAsOftenAsTheyShould() {
        Recorder many = new Recorder(20);
        Faults faults = faults("dice { pause = 5%, resume = 60% }", many, 1);
        for (int round = 0; round < 10_000; round++) {
            faults.beforeRound(0);
        }
        long pauses =
                many.happened.stream().filter(each -> each.contains("pause")).count();
        assertThat(pauses).as("500 expected, deviation 22").isBetween(420L, 580L);
    }

    @Test
    void probabilitiesAreReadAsPeopleWriteThem() {
        assertThat(Probability.parse("drop", "0.25")).isEqualTo(0.25);
        assertThat(Probability.parse("drop", "5 %")).isEqualTo(0.05);
        assertThat(Probability.parse("drop", "5/1000")).isEqualTo(0.005);
        for (String wrong : List.of("", "often", "101%", "-1", "1/0", "1/", "..")) {
            assertThatThrownBy(() -> Probability.parse("drop", wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("drop must be a probability");
        }
    }
}
