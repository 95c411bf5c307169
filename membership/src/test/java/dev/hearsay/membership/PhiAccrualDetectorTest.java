package dev.hearsay.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hearsay.api.MemberId;
import dev.hearsay.api.plugin.Slot;
import dev.hearsay.api.rule.FailureDetector;
import dev.hearsay.testkit.FailureDetectorContract;
import dev.hearsay.testkit.ReferenceAssembly;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhiAccrualDetectorTest {
    private static final MemberId PEER = new MemberId("peer", 0);
    private static final double SECOND = 1e9;

    private static FailureDetector make(String changes) {
        return ReferenceAssembly.make(FailureDetector.Provider.class, Slot.DETECTOR, "phi-accrual", changes);
    }

    @Nested
    class Normal extends FailureDetectorContract {
        @Override
        protected FailureDetector detector() {
            return make("");
        }
    }

    @Nested
    class NormalWithoutMercy extends FailureDetectorContract {
        @Override
        protected FailureDetector detector() {
            return make("acceptable-pause = 0s, min-deviation = 10ms, window = 20");
        }
    }

    @Nested
    class Exponential extends FailureDetectorContract {
        @Override
        protected FailureDetector detector() {
            return make("formula = exponential");
        }
    }

    @Nested
    class Ratio extends FailureDetectorContract {
        @Override
        protected FailureDetector detector() {
            return make("formula = ratio, window = 2");
        }
    }

    /** What each formula makes of threshold 8 and a heartbeat every second, from its definition. */
    @ParameterizedTest
    @CsvSource({
        // m + pause + 5.612 deviations: 8 = −log10 of the normal law's tail beyond 5.6120 (from tables)
        "normal, 4.5612",
        "exponential, 18.4207",
        "ratio, 8"
    })
    void silenceIsSuspectedWhenTheFormulaSays(String formula, double seconds) {
        FailureDetector detector = make("window = 10, formula = " + formula);
        long now = 0;
        for (int beat = 0; beat < 50; beat++) {
            now += SECOND;
            detector.heard(PEER, now);
        }
        // The window holds nothing but 1 s, and the deviation is the least that is believed: 100 ms.
        double exact = formula.equals("normal") ? 1 + 3 + 0.1 * 5.6120 : seconds;
        assertThat(detector.suspects(PEER, now + (long) ((exact - 0.001) * SECOND)))
                .isFalse();
        assertThat(detector.suspects(PEER, now + (long) ((exact + 0.001) * SECOND)))
                .isTrue();
        assertThat(exact).isCloseTo(seconds, within(1e-3));
    }

    /** Quantiles of the standard normal law and their tails, from tables. */
    @ParameterizedTest
    @CsvSource({
        "-9, 1",
        "-3, 0.9986501020",
        "-1.2815515655, 0.9",
        "0, 0.5",
        "0.6744897502, 0.25",
        "1.2815515655, 0.1",
        "1.9599639845, 0.025",
        "2.3263478740, 0.01",
        "3.0902323062, 1e-3",
        "4.7534243088, 1e-6",
        "5.9978070150, 1e-9",
        "7.0344838253, 1e-12",
        "9.2623400898, 1e-20",
        "21.2734535610, 1e-100"
    })
    void theTailOfTheNormalLawIsThatOfTheTables(double deviations, double tail) {
        assertThat(PhiFormula.log10OfSurvival(deviations)).isCloseTo(Math.log10(tail), within(1e-8));
    }

    @Test
    void theTailFallsEverywhere() {
        double before = 0;
        for (double y = -8; y < 60; y += 1e-4) {
            double now = PhiFormula.log10OfSurvival(y);
            assertThat(now).as("at %f", y).isLessThanOrEqualTo(before);
            before = now;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10, 1000})
    void meanAndDeviationAreThoseOfTheLatestIntervals(int limit) {
        Arrivals arrivals = new Arrivals(limit);
        arrivals.begin(0, 8, 1_000_000_000);
        Deque<Double> window = new ArrayDeque<>();
        window.add(0.75e9);
        window.add(1.25e9);
        SplittableRandom random = new SplittableRandom(limit);
        for (int i = 0; i < 3000; i++) {
            long micros = random.nextLong(1, random.nextInt(50) == 0 ? 2_000_000_000L : 2_000_000);
            arrivals.add(0, micros * 1000 + random.nextInt(1000));
            window.add(micros * 1e3);
            if (window.size() > limit) {
                window.remove();
            }
            if (i % 50 == 0) {
                double mean = window.stream().mapToDouble(x -> x).average().orElseThrow();
                double variance = window.stream()
                        .mapToDouble(x -> (x - mean) * (x - mean))
                        .average()
                        .orElseThrow();
                assertThat(arrivals.mean(0)).isCloseTo(mean, within(1e-6 * mean));
                assertThat(arrivals.deviation(0)).isCloseTo(Math.sqrt(variance), within(1e-6 * mean));
            }
        }
    }

    /** If intervals follow the law that is assumed, a living peer reaches a level with probability 10^−level. */
    @ParameterizedTest
    @ValueSource(strings = {"normal", "exponential"})
    void theLevelIsTheLogarithmOfTheErrorRate(String formula) {
        FailureDetector detector = make("acceptable-pause = 0s, min-deviation = 0s, formula = " + formula);
        SplittableRandom random = new SplittableRandom(8);
        int beats = 300_000;
        int[] reached = new int[4];
        long now = 0;
        detector.heard(PEER, now);
        for (int beat = 0; beat < beats; beat++) {
            double draw = formula.equals("normal")
                    ? Math.max(0.01, 1 + 0.1 * random.nextGaussian())
                    : -Math.log(1 - random.nextDouble());
            now += (long) (draw * SECOND);
            double level = detector.suspicion(PEER, now);
            for (int i = 1; i <= level && i < reached.length; i++) {
                reached[i]++;
            }
            detector.heard(PEER, now);
        }
        for (int level = 1; level < reached.length; level++) {
            double expected = beats * Math.pow(10, -level);
            assertThat((double) reached[level])
                    .as("times that the level was %d", level)
                    .isCloseTo(expected, within(0.05 * expected + 4 * Math.sqrt(expected)));
        }
    }

    /** Intervals that reach the threshold are taken for outages: a low threshold hides the law's tail from the window. */
    @Test
    void aLowThresholdErrsMoreOftenThanItSays() {
        FailureDetector detector = make("threshold = 1, formula = exponential");
        SplittableRandom random = new SplittableRandom(8);
        long now = 0;
        int wrong = 0;
        for (int beat = 0; beat < 20_000; beat++) {
            now += (long) (-Math.log(1 - random.nextDouble()) * SECOND);
            wrong += detector.suspects(PEER, now) ? 1 : 0;
            detector.heard(PEER, now);
        }
        assertThat(wrong / 20_000.0).isGreaterThan(0.2);
    }

    @Test
    void numbersGivenUpAreGivenOutAgain() {
        PeerIndex index = new PeerIndex();
        for (int round = 0; round < 100; round++) {
            for (int i = 0; i < 100; i++) {
                index.add(new MemberId("peer-" + i, round));
            }
            for (int i = 0; i < 100; i++) {
                MemberId peer = new MemberId("peer-" + i, round);
                assertThat(index.remove(peer)).isNotNegative();
                assertThat(index.of(peer)).isNegative();
            }
        }
        assertThat(index.capacity()).isEqualTo(128);
    }
}
