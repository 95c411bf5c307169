package dev.hearsay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.observer.Metric;
import dev.hearsay.observer.measure.Catalogue;
import dev.hearsay.observer.statistics.Interval;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    private static final Marks PLAIN = new Marks(new Terminal(false, 80, false));
    private static final Marks UNICODE = new Marks(new Terminal(true, 80, true));
    private static final Metric TIME = Catalogue.CONVERGENCE_TIME;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5000     | 4812     | 5188     | 5000 ± 188
            5000     | 4812     | Infinity | 5000 [4812, ∞]
            Infinity | 4812     | Infinity | > 4812
            NaN      | NaN      | NaN      | -
            5000     | 5000     | 5000     | 5000
            """)
    void anEstimateIsShownAsWellAsItIsKnown(double estimate, double low, double high, String expected) {
        Interval interval = new Interval(8, estimate, low, high);
        assertThat(Figures.text(interval, TIME, UNICODE)).isEqualTo(expected);
        assertThat(Figures.text(interval, TIME, PLAIN))
                .isEqualTo(expected.replace("±", "+-").replace("∞", "inf"));
    }
}
