package dev.hearsay.transport.inmem.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.port.Cancellable;
import dev.hearsay.api.port.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pause, crash, restart and the clock, on two hosts one millisecond apart. */
class HostFaultsTest {
    private static final long MILLI = 1_000_000;

    private final Simulation simulation = new Simulation(
            1, new NetworkOptions(new LinkOptions(Delay.parse("1ms"), 0, 0, 0, true, 0), List.of(), true, false));
    private final Correspondent ann = new Correspondent(simulation, "ann");
    private final Correspondent bob = new Correspondent(simulation, "bob");
    private final SimulatedHost host = bob.host();
    private final List<String> happened = new ArrayList<>();

    private Cancellable timer(long millis, String name) {
        return host.environment("test").after(Duration.ofMillis(millis), () -> happened.add(name));
    }

    @Test
    void aPausedProcessKeepsItsMailAndItsDueTimersAndHandlesThemInOrder() {
        host.pause();
        List<String> order = new ArrayList<>();
        host.environment("test").after(Duration.ofMillis(3), () -> order.add("timer after " + bob.numbers()));
        ann.send(bob, Letter.named(1));
        simulation.at(5 * MILLI, () -> ann.send(bob, Letter.named(2)));
        simulation.runUntil(20 * MILLI);
        assertThat(bob.numbers()).isEmpty();
        assertThat(order).isEmpty();

        host.resume();
        simulation.runUntil(20 * MILLI);

        assertThat(bob.numbers()).containsExactly(1L, 2L);
        assertThat(order).containsExactly("timer after [1]");
        assertThat(bob.arrivalOf(1)).isEqualTo(20 * MILLI);
    }

    @Test
    void whatArrivesInTheMomentOfResumingComesAfterTheMail() {
        host.pause();
        ann.send(bob, Letter.named(1));
        ann.send(bob, Letter.named(2));
        simulation.at(10 * MILLI, host::resume);
        simulation.at(9 * MILLI, () -> ann.send(bob, Letter.named(3)));
        bob.settle();

        assertThat(bob.numbers()).containsExactly(1L, 2L, 3L);
        assertThat(bob.arrivalOf(3)).isEqualTo(10 * MILLI);
    }

    @Test
    void aProcessPausedAgainWhileItReadsItsMailKeepsTheRest() {
        host.pause();
        host.environment("test").after(Duration.ZERO, host::pause);
        ann.send(bob, Letter.named(1));
        simulation.runUntil(5 * MILLI);

        host.resume();
        simulation.runUntil(10 * MILLI);
        assertThat(host.paused()).isTrue();
        assertThat(bob.numbers()).isEmpty();

        host.resume();
        bob.settle();
        assertThat(bob.numbers()).containsExactly(1L);
    }

    @Test
    void aTimerThatIsCancelledWhileItWaitsInTheMailNeverFires() {
        Cancellable timer = timer(1, "fired");
        host.pause();
        simulation.runUntil(5 * MILLI);
        timer.cancel();
        host.resume();
        bob.settle();

        assertThat(happened).isEmpty();
    }

    @Test
    void aCrashDropsTimersMailAndOpenChannels() {
        timer(5, "fired");
        host.pause();
        ann.send(bob, Letter.named(1));
        simulation.runUntil(3 * MILLI);
        host.crash();
        assertThat(host.crashed()).isTrue();
        assertThat(host.paused()).isFalse();
        host.restart();
        ann.send(bob, Letter.named(2));
        bob.settle();

        assertThat(happened).isEmpty();
        assertThat(bob.numbers()).isEmpty();
    }

    @Test
    void theDeadNeitherSendNorReceive() {
        ann.send(bob, Letter.named(1));
        host.crash();
        assertThat(bob.send(ann, Letter.named(2))).isFalse();
        assertThat(ann.send(bob, Letter.named(3))).isTrue();
        bob.settle();
        host.restart();
        assertThat(bob.send(ann, Letter.named(4))).isFalse();
        bob.settle();

        assertThat(ann.numbers()).isEmpty();
        assertThat(bob.numbers()).isEmpty();
    }

    @Test
    void aNewLifeReceivesWhatArrivesInItAndDrawsFromStreamsOfItsOwn() {
        long before = host.environment("test").random().nextLong();
        ann.send(bob, Letter.named(1));
        host.crash();
        host.restart();
        Correspondent again = new Correspondent(simulation, "bob");
        bob.settle();

        assertThat(bob.numbers()).isEmpty();
        assertThat(again.numbers()).containsExactly(1L);
        assertThat(host.environment("test").random().nextLong()).isNotEqualTo(before);
    }

    @Test
    void theWallClockJumpsEitherWayAndTheOtherClockDoesNot() {
        Environment environment = host.environment("test");
        Instant start = environment.wallClock().instant();
        simulation.runUntil(5 * MILLI);
        assertThat(environment.wallClock().instant()).isEqualTo(start.plusMillis(5));

        host.clockOffset(Duration.ofHours(-1));

        assertThat(environment.wallClock().instant())
                .isEqualTo(start.plusMillis(5).minusSeconds(3600));
        assertThat(environment.nanoTime()).isEqualTo(5 * MILLI);
        assertThat(ann.host().environment("test").wallClock().instant()).isEqualTo(start.plusMillis(5));
    }

    @Test
    void aCancelledTimerLeavesTheQueueAtOnce() {
        Cancellable timer = timer(300, "fired");
        assertThat(simulation.pending()).isEqualTo(1);

        timer.cancel();
        timer.cancel();

        assertThat(simulation.pending()).isZero();
        bob.settle();
        assertThat(happened).isEmpty();
        assertThat(simulation.events()).isZero();
    }

    @Test
    void aTimerBeyondTheEndOfTimeDoesNotFireNow() {
        simulation.runUntil(MILLI);
        host.environment("test").after(Duration.ofNanos(Long.MAX_VALUE), () -> happened.add("fired"));
        simulation.runUntil(1000 * MILLI);

        assertThat(happened).isEmpty();
    }

    @Test
    void runUntilHandlesWhatIsDueAndStandsThere() {
        timer(1, "one");
        timer(2, "two");
        timer(3, "three");

        assertThat(simulation.runUntil(2 * MILLI)).isTrue();
        assertThat(happened).containsExactly("one", "two");
        assertThat(simulation.nanoTime()).isEqualTo(2 * MILLI);
        assertThat(simulation.runUntil(9 * MILLI)).isFalse();
        assertThat(simulation.nanoTime()).isEqualTo(9 * MILLI);
    }

    @Test
    void runWhileStopsAtTheConditionTheEndOrTheHorizon() {
        timer(1, "one");
        timer(2, "two");

        assertThat(simulation.runWhile(() -> happened.isEmpty(), 9 * MILLI)).isTrue();
        assertThat(happened).containsExactly("one");
        assertThat(simulation.runWhile(() -> true, MILLI)).isFalse();
        assertThat(happened).containsExactly("one");
        assertThat(simulation.runWhile(() -> true, 9 * MILLI)).isFalse();
        assertThat(happened).containsExactly("one", "two");
    }
}
