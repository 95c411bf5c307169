package dev.hearsay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.MemberId;
import dev.hearsay.api.rule.FailureDetector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link FailureDetector} must pass. Subclass it in the tests of your module and supply a fresh instance, with settings
 * made for a heartbeat every {@link #INTERVAL}, which suspects after {@link #CERTAIN} of silence at the latest.
 *
 * <p>A clock may begin anywhere and turn over: every test is run from several beginnings.
 */
public abstract class FailureDetectorContract {
    /** Between heartbeats. */
    protected static final Duration INTERVAL = Duration.ofSeconds(1);
    /** Nobody lives who has been silent for so long. */
    protected static final Duration CERTAIN = Duration.ofMinutes(2);

    private static final long MILLI = 1_000_000;
    private static final long STEP = INTERVAL.toNanos();
    private static final MemberId PEER = new MemberId("peer", 3);
    private static final MemberId OTHER = new MemberId("other", 0);

    private final FailureDetector detector = detector();

    /** A new detector that knows nobody. */
    protected abstract FailureDetector detector();

    /** Times at which a clock may begin. */
    @ParameterizedTest
    @ValueSource(longs = {0, -1, -10_000_000_000L, Long.MAX_VALUE - 20_000_000_000L, Long.MIN_VALUE})
    void suspicionIsZeroJustAfterHearingAndNeverFallsWhileSilenceLasts(long begin) {
        long now = steady(detector, PEER, begin, 30);
        assertThat(detector.suspicion(PEER, now)).isZero();
        double before = 0;
        for (long silence = 0; silence <= CERTAIN.toNanos(); silence += 50 * MILLI) {
            double level = detector.suspicion(PEER, now + silence);
            assertThat(level).as("after %d ms", silence / MILLI).isGreaterThanOrEqualTo(before);
            before = level;
        }
        assertThat(before).isGreaterThanOrEqualTo(detector.threshold());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -10_000_000_000L, Long.MAX_VALUE - 20_000_000_000L})
    void whoeverIsHeardOnTimeIsNeverSuspectedAndWhoeverFallsSilentIs(long begin) {
        long now = begin;
        for (int beat = 0; beat < 200; beat++) {
            assertThat(detector.suspects(PEER, now)).as("beat %d", beat).isFalse();
            detector.heard(PEER, now);
            now += STEP;
        }
        assertThat(detector.suspects(PEER, now - STEP + CERTAIN.toNanos())).isTrue();
    }

    @Test
    void oneSignOfLifeEndsSuspicion() {
        long now = steady(detector, PEER, 0, 30) + CERTAIN.toNanos();
        assertThat(detector.suspects(PEER, now)).isTrue();
        detector.heard(PEER, now);
        assertThat(detector.suspects(PEER, now)).isFalse();
        assertThat(detector.suspicion(PEER, now)).isZero();
        assertThat(detector.suspects(PEER, now + STEP)).isFalse();
    }

    @Test
    void anOutageMakesNobodyDeaf() {
        long now = steady(detector, PEER, 0, 30);
        long before = patience(detector, PEER, now);
        for (int outage = 0; outage < 5; outage++) {
            now = steady(detector, PEER, now + CERTAIN.toNanos(), 5);
        }
        assertThat((double) patience(detector, PEER, now)).isBetween(0.8 * before, 1.2 * before);
    }

    @Test
    void unansweredQuestionsNeverMakeAPeerLessSuspicious() {
        SplittableRandom random = new SplittableRandom(1);
        FailureDetector told = detector();
        long now = 0;
        for (int i = 0; i < 300; i++) {
            now += random.nextLong(STEP);
            if (random.nextInt(3) == 0) {
                detector.heard(PEER, now);
                told.heard(PEER, now);
            } else {
                told.missed(PEER, now);
            }
            assertThat(told.suspicion(PEER, now)).isGreaterThanOrEqualTo(detector.suspicion(PEER, now));
        }
    }

    @Test
    void aPeerNeverHeardOfIsJudgedFromTheFirstQuestion() {
        assertThat(detector.suspicion(PEER, 77)).isZero();
        assertThat(detector.suspects(PEER, 77 + STEP)).isFalse();
        assertThat(detector.suspects(PEER, 77 + CERTAIN.toNanos())).isTrue();
        assertThat(detector.suspects(OTHER, 77 + CERTAIN.toNanos())).isFalse();
    }

    @Test
    void peersAreJudgedApartEvenIncarnationsOfOneName() {
        MemberId reborn = new MemberId(PEER.name(), PEER.incarnation() + 1);
        long now = 0;
        steady(detector, PEER, now, 2);
        now = steady(detector, reborn, now, 1 + (int) (CERTAIN.toNanos() / STEP));
        assertThat(detector.suspects(PEER, now)).isTrue();
        assertThat(detector.suspects(reborn, now)).isFalse();
    }

    @Test
    void whoeverIsForgottenBeginsAnew() {
        SplittableRandom random = new SplittableRandom(2);
        long now = 0;
        for (int i = 0; i < 100; i++) {
            now += random.nextLong(3 * STEP);
            detector.heard(PEER, now);
        }
        detector.missed(PEER, now);
        detector.forget(PEER);
        detector.forget(OTHER);
        FailureDetector fresh = detector();
        assertAlike(detector, fresh, PEER, now);
    }

    @Test
    void manyPeersThatComeAndGoAreToldApart() {
        SplittableRandom random = new SplittableRandom(3);
        List<MemberId> here = new ArrayList<>();
        List<Long> heard = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 3000; i++) {
            now += 10 * MILLI;
            if (here.size() > 40) {
                int leaves = random.nextInt(here.size());
                detector.forget(here.remove(leaves));
                heard.remove(leaves);
            }
            here.add(new MemberId("peer-" + random.nextInt(1_000_000), i));
            heard.add(now);
            detector.heard(here.get(here.size() - 1), now);
            int one = random.nextInt(here.size());
            FailureDetector alone = detector();
            alone.heard(here.get(one), heard.get(one));
            assertThat(detector.suspicion(here.get(one), now)).isEqualTo(alone.suspicion(here.get(one), now));
        }
    }

    @Test
    void whoIsSuspectedIsWhoseSuspicionHasReachedTheThreshold() {
        SplittableRandom random = new SplittableRandom(4);
        int suspected = 0;
        for (int round = 0; round < 40; round++) {
            FailureDetector one = detector();
            long now = random.nextLong();
            for (int i = 0; i < 60; i++) {
                one.heard(PEER, now);
                now += (long) (STEP * random.nextDouble() * (i % 20 == 0 ? 30 : 2));
                boolean suspects = one.suspects(PEER, now);
                assertThat(suspects).isEqualTo(one.suspicion(PEER, now) >= one.threshold());
                suspected += suspects ? 1 : 0;
            }
            long edge = now + patience(one, PEER, now);
            for (long offset = -2; offset <= 2; offset++) {
                assertThat(one.suspects(PEER, edge + offset))
                        .isEqualTo(one.suspicion(PEER, edge + offset) >= one.threshold());
            }
        }
        assertThat(suspected).isPositive();
    }

    /** Two detectors with the same evidence are of one mind, and questions are no evidence. */
    @Test
    void askingChangesNothing() {
        SplittableRandom random = new SplittableRandom(5);
        FailureDetector unasked = detector();
        long now = 0;
        for (int i = 0; i < 200; i++) {
            now += random.nextLong(2 * STEP);
            detector.heard(PEER, now);
            unasked.heard(PEER, now);
            for (int question = 0; question < 5; question++) {
                now += random.nextLong(STEP);
                detector.suspects(PEER, now);
                detector.suspicion(PEER, now);
            }
        }
        assertAlike(detector, unasked, PEER, now);
    }

    /** Hears from a peer on time; returns when it was heard last. */
    protected static long steady(FailureDetector detector, MemberId peer, long begin, int beats) {
        long now = begin;
        for (int beat = 0; beat < beats; beat++) {
            now = begin + beat * STEP;
            detector.heard(peer, now);
        }
        return now;
    }

    /** The shortest silence after {@code now} that is suspected, in nanoseconds. */
    protected static long patience(FailureDetector detector, MemberId peer, long now) {
        long low = 0;
        long high = CERTAIN.toNanos();
        while (low < high) {
            long middle = (low + high) / 2;
            if (detector.suspicion(peer, now + middle) >= detector.threshold()) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static void assertAlike(FailureDetector one, FailureDetector other, MemberId peer, long now) {
        for (long silence = 0; silence < CERTAIN.toNanos(); silence += 333 * MILLI) {
            assertThat(one.suspicion(peer, now + silence)).isEqualTo(other.suspicion(peer, now + silence));
        }
    }
}
