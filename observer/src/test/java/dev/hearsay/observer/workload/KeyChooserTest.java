package dev.hearsay.observer.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyChooserTest {
    private static final int KEYS = 50;
    private static final int DRAWS = 200_000;

    private static RandomGenerator random() {
        var source = RandomSource.XO_RO_SHI_RO_128_PP.create(42L);
        return source::nextLong;
    }

    private static long[] counts(KeyChooser chooser, boolean write) {
        long[] counts = new long[KEYS];
        for (int i = 0; i < DRAWS; i++) {
            counts[chooser.next(write)]++;
        }
        return counts;
    }

    private static double[] zipf(double skew) {
        double[] weights = IntStream.rangeClosed(1, KEYS)
                .mapToDouble(rank -> Math.pow(rank, -skew))
                .toArray();
        double sum = IntStream.range(0, KEYS).mapToDouble(i -> weights[i]).sum();
        return IntStream.range(0, KEYS).mapToDouble(i -> weights[i] / sum).toArray();
    }

    @Test
    void uniformKeysAreUniform() {
        WorkloadSettings settings = Workloads.settings("keys = 50");
        double[] even = new double[KEYS];
        Arrays.fill(even, 1.0 / KEYS);
        assertThat(Fit.chiSquare(counts(KeyChooser.of(settings, 0, random()), false), even))
                .isGreaterThan(0.001);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.99, 1.0, 1.5})
    void zipfianKeysAreZipfianForEverySkew(double skew) {
        WorkloadSettings settings = Workloads.settings("keys = 50, distribution = zipfian, skew = " + skew);
        long[] counts = counts(KeyChooser.of(settings, 0, random()), false);
        assertThat(Fit.chiSquare(counts, zipf(skew))).isGreaterThan(0.001);
        assertThat(Fit.chiSquare(counts, zipf(skew + 0.05)))
                .as("the test can tell")
                .isLessThan(1e-6);
    }

    @Test
    void readsOfTheLatestGoBackFromTheNewestKeyByAZipfianNumber() {
        WorkloadSettings settings = Workloads.settings("keys = 50, distribution = latest, skew = 0.99, clients = 1");
        KeyChooser chooser = KeyChooser.of(settings, 0, random());
        for (int i = 0; i < 20; i++) {
            assertThat(chooser.next(true)).isEqualTo(i);
        }
        long[] back = new long[KEYS];
        for (int i = 0; i < DRAWS; i++) {
            back[Math.floorMod(19 - chooser.next(false), KEYS)]++;
        }
        assertThat(Fit.chiSquare(back, zipf(0.99))).isGreaterThan(0.001);
    }

    @Test
    void sequentialClientsTogetherTakeEveryKeyOnce() {
        WorkloadSettings settings = Workloads.settings("keys = 50, distribution = sequential, clients = 7");
        Set<Integer> taken = new HashSet<>();
        for (int client = 0; client < 7; client++) {
            KeyChooser chooser = KeyChooser.of(settings, client, random());
            for (int i = 0; i < (KEYS - client + 6) / 7; i++) {
                assertThat(taken.add(chooser.next(true))).isTrue();
            }
        }
        assertThat(taken).hasSize(KEYS);
    }

    @Test
    void clusteredKeysLieInOnePartOfTheRing() {
        Workload clustered = Workloads.of("keys = 500, distribution = clustered, ring-share = 0.1");
        double[] places = places(clustered);
        assertThat(Arrays.stream(places).max().orElseThrow()).isLessThan(0.1);
        assertThat(Fit.kolmogorovSmirnov(places, x -> x / 0.1))
                .as("and evenly within it")
                .isLessThan(Fit.critical(places.length));
        double[] everywhere = places(Workloads.of("keys = 500"));
        assertThat(Fit.kolmogorovSmirnov(everywhere, x -> x)).isLessThan(Fit.critical(everywhere.length));
    }

    private static double[] places(Workload workload) {
        return IntStream.range(0, workload.keys().size())
                .mapToDouble(i -> (workload.keys().key(i).token().high() >>> 11) * 0x1.0p-53)
                .toArray();
    }

    @Test
    void valueSizesCoverTheirRangeEvenly() {
        ValueSizes sizes = ValueSizes.parse("uniform(8B, 57B)");
        RandomGenerator random = random();
        long[] counts = new long[KEYS];
        for (int i = 0; i < DRAWS; i++) {
            counts[sizes.next(random) - 8]++;
        }
        double[] even = new double[KEYS];
        Arrays.fill(even, 1.0 / KEYS);
        assertThat(Fit.chiSquare(counts, even)).isGreaterThan(0.001);
        assertThat(ValueSizes.parse("2KiB").next(random)).isEqualTo(2048);
    }
}
