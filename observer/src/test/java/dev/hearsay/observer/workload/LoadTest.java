package dev.hearsay.observer.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.observer.workload.VirtualHost.Issued;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadTest {
    private static final LongSupplier FAST = () -> 1_000_000;

    /** Answers that come after 1 to 40 ms, now sooner, now later. */
    private static LongSupplier uneven() {
        AtomicLong count = new AtomicLong();
        return () -> 1_000_000 * (1 + count.incrementAndGet() * 7919 % 40);
    }

    private static VirtualHost run(String workload, long seed, LongSupplier latency) {
        return new VirtualHost(seed, latency).run(Workloads.of(workload));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mode = closed, clients = 3, operations = 500",
                "mode = closed, clients = 3, operations = 500, distribution = latest",
                "mode = rounds, clients = 3, rounds.count = 100, keys = 5",
                "mode = open, clients = 3, operations = 500, in-flight = 5, value-size = \"uniform(8B, 1KiB)\""
            })
    void aClientAsksTheSameWhateverTheClusterDoes(String workload) {
        VirtualHost fast = run(workload, 1, FAST);
        VirtualHost slow = run(workload, 1, uneven());
        VirtualHost otherSeed = run(workload, 2, FAST);
        for (int client = 0; client < 3; client++) {
            assertThat(fast.askedBy(client))
                    .hasSizeGreaterThan(100)
                    .isEqualTo(slow.askedBy(client))
                    .isNotEqualTo(otherSeed.askedBy(client));
        }
        assertThat(withoutClient(fast.askedBy(0)))
                .as("nor do clients echo each other")
                .isNotEqualTo(withoutClient(fast.askedBy(1)));
        assertThat(fast.endings).isOne();
        assertThat(slow.endings).isOne();
    }

    private static List<String> withoutClient(List<String> asked) {
        return asked.stream().map(each -> each.substring(2)).toList();
    }

    @Test
    void anOpenLoadKeepsItsScheduleWhenAnswersAreLate() {
        String workload = "mode = open, clients = 4, duration = 10s, rate = 200, in-flight = 3";
        List<Long> calm = intended(run(workload, 1, () -> 1_000));
        VirtualHost stalled = run(workload, 1, () -> 100_000_000);
        assertThat(intended(stalled)).isEqualTo(calm);
        assertThat(stalled.issued)
                .as("what waits for others is sent late, and says when it was due")
                .anyMatch(each -> each.nanos() > each.intendedNanos());
    }

    private static List<Long> intended(VirtualHost host) {
        return host.issued.stream().map(Issued::intendedNanos).toList();
    }

    @Test
    void poissonArrivalsAreExponentiallyApart() {
        List<Long> times = intended(run("mode = open, operations = 20000, rate = 1000, duration = 1h", 3, FAST));
        double[] gaps = new double[times.size() - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = (times.get(i + 1) - times.get(i)) / 1e6;
        }
        assertThat(Fit.kolmogorovSmirnov(gaps, x -> 1 - Math.exp(-x))).isLessThan(Fit.critical(gaps.length));
    }

    @Test
    void constantArrivalsAreEvenlyApart() {
        List<Long> times = intended(run("mode = open, arrivals = constant, rate = 1000, duration = 1s", 3, FAST));
        assertThat(times).hasSize(999).startsWith(1_000_000L, 2_000_000L).endsWith(999_000_000L);
    }

    @Test
    void aClosedLoadThinksBetweenAnAnswerAndTheNextOperation() {
        VirtualHost host =
                run("mode = closed, clients = 1, operations = 3, think-time = 10ms, think-law = constant", 1, FAST);
        assertThat(host.issued.stream().map(Issued::nanos)).containsExactly(10_000_000L, 21_000_000L, 32_000_000L);
    }

    @Test
    void aLimitOnOperationsIsTheSumOfAllClients() {
        assertThat(run("mode = closed, clients = 7, operations = 100", 1, FAST).issued)
                .hasSize(100);
        assertThat(run("mode = open, clients = 7, operations = 100", 1, FAST).issued)
                .hasSize(100);
    }

    @Test
    void aLoadEndsAfterItsDuration() {
        long end = Duration.ofSeconds(2).toNanos();
        for (String mode : List.of("closed", "open", "rounds")) {
            VirtualHost host = run("mode = " + mode + ", clients = 3, duration = 2s", 1, FAST);
            assertThat(host.issued)
                    .allMatch(each -> each.nanos() < end + Duration.ofMillis(5).toNanos());
            assertThat(host.endings).isOne();
        }
    }

    @Test
    void aRoundIsOneGetAndOnePutInEitherOrder() {
        VirtualHost host = run("mode = rounds, clients = 1, keys = 5, rounds.count = 1000, duration = 1h", 1, FAST);
        assertThat(host.rounds).hasSize(1000);
        int putsFirst = 0;
        for (int i = 0; i < host.issued.size(); i += 2) {
            Kind first = host.issued.get(i).kind();
            assertThat(host.issued.get(i + 1).kind()).isEqualTo(first == Kind.PUT ? Kind.READ : Kind.PUT);
            putsFirst += first == Kind.PUT ? 1 : 0;
        }
        assertThat(putsFirst).isBetween(450, 550);
    }

    @Test
    void aProbeReadsAtTheChosenTimesAfterEachCommit() {
        VirtualHost host = run(
                "mode = probe, keys = 4, probe { delays = [0ms, 5ms], spacing = 1s, count = 3 }", 1, () -> 2_000_000);
        assertThat(host.issued.stream().map(each -> each.nanos() / 1_000_000 + " " + each.asked()))
                .containsExactly(
                        "0 0 PUT 0 100",
                        "1 1 READ 0 0",
                        "6 2 READ 0 0",
                        "1000 0 PUT 1 100",
                        "1001 1 READ 1 0",
                        "1006 2 READ 1 0",
                        "2000 0 PUT 2 100",
                        "2001 1 READ 2 0",
                        "2006 2 READ 2 0");
        assertThat(host.endings).isOne();
    }

    @Test
    void theSharesOfKindsAreThoseAskedFor() {
        VirtualHost host = run("mode = open, reads = 0.7, deletes = 0.1, operations = 20000, duration = 1h", 5, FAST);
        long reads =
                host.issued.stream().filter(each -> each.kind() == Kind.READ).count();
        long deletes =
                host.issued.stream().filter(each -> each.kind() == Kind.DELETE).count();
        long puts = host.issued.size() - reads - deletes;
        assertThat(Fit.chiSquare(new long[] {reads, deletes, puts}, new double[] {0.7, 0.1, 0.2}))
                .isGreaterThan(0.001);
    }
}
