package dev.hearsay.observer.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

class ClosedFormsTest {
    @ParameterizedTest
    @CsvSource({
        "4, 2038, 35721, 1.0110",
        "2, 2252, 16875, 2.4469",
        "1, 965, 3888, 5.5142",
        "0.5, 2482, 6615, 11.8550",
        "0.4, 1480600, 3581577, 15.0610",
        "0.2, 1092325, 2128896, 31.2023",
        "0.1, 29413550, 50674491, 63.6379"
    })
    void stalenessAtTheCommitIsTheFractionOfTheTable(double lambda, double numerator, double denominator, double time) {
        assertThat(Wars.staleAtCommit(lambda, 1)).isCloseTo(numerator / denominator, within(1e-11));
        assertThat(Wars.timeUntilVisible(lambda, 1, 0.999)).isCloseTo(time, within(6e-5));
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, 0.1, .624792, 118.5496",
        "0.05, 0.2, .515498, 123.6624",
        "0.05, 0.5, .419559, 127.2758",
        "0.1, 0.1, .751800, 55.1423",
        "0.1, 0.2, .624792, 59.2748",
        "0.1, 0.5, .486905, 62.4046",
        "0.2, 0.1, .866548, 24.4687",
        "0.2, 0.2, .751800, 27.5712",
        "0.2, 0.5, .586607, 30.1220"
    })
    void theGridOfThePapersValidationIsMet(double lambda, double mu, double visible, double time) {
        assertThat(Wars.visible(lambda, mu, 0)).isCloseTo(visible, within(6e-7));
        assertThat(Wars.timeUntilVisible(lambda, mu, 0.999)).isCloseTo(time, within(6e-5));
    }

    @Test
    void theSeriesNearEqualRatesJoinsTheClosedFormWithoutAStep() {
        for (double side : new double[] {-1, 1}) {
            double inside = Wars.staleAtCommit(1 + side * 2.9999e-3, 1);
            double outside = Wars.staleAtCommit(1 + side * 3.0001e-3, 1);
            double slope = (Wars.staleAtCommit(1 + side * 4e-3, 1) - Wars.staleAtCommit(1 + side * 2e-3, 1)) / 2e-3;
            assertThat(outside - inside).isCloseTo(slope * 2e-7, within(1e-10));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3, 1, 1, .333333, .555556, .703704, .868313, .982658",
        "3, 1, 2, .666667, .888889, .962963, .995885, .999983",
        "3, 2, 1, .666667, .888889, .962963, .995885, .999983",
        "2, 1, 1, .5, .75, .875, .96875, .999023",
        "5, 1, 1, .2, .36, .488, .67232, .892626",
        "5, 2, 2, .7, .91, .973, .99757, .999994",
        "10, 1, 1, .1, .19, .271, .40951, .651322"
    })
    void partialQuorumsMissVersionsAsTheTableSays(ArgumentsAccessor row) {
        int n = row.getInteger(0);
        int r = row.getInteger(1);
        int w = row.getInteger(2);
        int[] ks = {1, 2, 3, 5, 10};
        for (int i = 0; i < ks.length; i++) {
            assertThat(KStaleness.within(n, r, w, ks[i])).isCloseTo(row.getDouble(3 + i), within(6e-7));
        }
    }

    @Test
    void largePartialQuorumsAlmostAlwaysMeetAndOverlappingOnesAlwaysDo() {
        assertThat(KStaleness.missesOne(100, 30, 30)).isCloseTo(1.884349e-6, within(1e-12));
        assertThat(KStaleness.missesOne(3, 2, 2)).isZero();
        assertThat(KStaleness.goesBack(3, 1, 1, 1, 1)).isCloseTo(4.0 / 9, within(1e-12));
    }
}
