package dev.hearsay.observer.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    static Function<String, RandomGenerator> streams(long seed) {
        return purpose -> {
            var source = RandomSource.XO_RO_SHI_RO_128_PP.create(seed * 31 + purpose.hashCode());
            return source::nextLong;
        };
    }

    private static List<PlannedFault> plan(String condition, int nodes, Duration length, long seed) {
        return FaultPlan.of(Conditions.settings(condition), nodes, length.toNanos(), streams(seed));
    }

    private static long seconds(double seconds) {
        return (long) (seconds * 1e9);
    }

    @Test
    void nothingHappensWhenItIsCalm() {
        assertThat(plan("", 5, Duration.ofHours(1), 1)).isEmpty();
    }

    @Test
    void aScheduleIsKept() {
        List<PlannedFault> faults = plan("crash { at = [20s, 5s], down = 3s, nodes = 2 }", 5, Duration.ofMinutes(1), 1);
        assertThat(faults).hasSize(2);
        assertThat(faults.get(0).startNanos()).isEqualTo(seconds(5));
        assertThat(faults.get(0).endNanos()).isEqualTo(seconds(8));
        assertThat(faults.get(0).nodes()).hasSize(2).doesNotHaveDuplicates();
        assertThat(faults.get(1).startNanos()).isEqualTo(seconds(20));
    }

    @Test
    void randomFaultsComeAtTheirRate() {
        List<PlannedFault> faults = plan("pause { every = 2s, down = 10ms }", 10, Duration.ofSeconds(20_000), 7);
        assertThat(faults.size()).as("10000 expected, deviation 100").isBetween(9_600, 10_400);
    }

    @Test
    void noNodeIsStoppedTwiceAtATime() {
        List<PlannedFault> faults = plan(
                "pause { every = 1s, down = 5s }, crash { every = 1s, down = 5s, nodes = 2 }, wipe.every = 2s",
                6,
                Duration.ofMinutes(10),
                3);
        long[] until = new long[6];
        for (PlannedFault fault : faults) {
            for (int node : fault.nodes()) {
                assertThat(fault.startNanos()).isGreaterThanOrEqualTo(until[node]);
                until[node] = fault.endNanos();
            }
        }
        assertThat(faults.stream().map(PlannedFault::kind).distinct())
                .containsExactlyInAnyOrder(FaultKind.PAUSE, FaultKind.CRASH, FaultKind.WIPE);
    }

    @Test
    void thereIsOnePartitionAtATime() {
        List<PlannedFault> faults =
                plan("partition { every = 1s, down = 3s, isolate = 2 }", 5, Duration.ofMinutes(10), 3);
        assertThat(faults)
                .hasSizeGreaterThan(100)
                .allMatch(fault -> fault.nodes().size() == 2);
        for (int i = 1; i < faults.size(); i++) {
            assertThat(faults.get(i).startNanos())
                    .isGreaterThanOrEqualTo(faults.get(i - 1).endNanos());
        }
    }

    @Test
    void aPlanIsAFunctionOfTheSeed() {
        String condition = "crash { every = 5s }, partition { every = 10s }";
        List<PlannedFault> plan = plan(condition, 5, Duration.ofMinutes(5), 1);
        assertThat(plan).isEqualTo(plan(condition, 5, Duration.ofMinutes(5), 1));
        assertThat(plan).isNotEqualTo(plan(condition, 5, Duration.ofMinutes(5), 2));
    }

    @Test
    void oneKindOfFaultDoesNotShiftTheTimesOfAnother() {
        long[] alone = crashes(plan("crash { every = 5s, down = 1ms }", 5, Duration.ofMinutes(5), 1));
        long[] along = crashes(
                plan("crash { every = 5s, down = 1ms }, slow-disk { every = 1s }", 5, Duration.ofMinutes(5), 1));
        assertThat(along).isEqualTo(alone);
    }

    private static long[] crashes(List<PlannedFault> plan) {
        return plan.stream()
                .filter(fault -> fault.kind() == FaultKind.CRASH)
                .flatMapToLong(
                        fault -> LongStream.of(fault.startNanos(), fault.nodes().get(0)))
                .toArray();
    }
}
