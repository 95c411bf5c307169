package dev.hearsay.transport.inmem.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.ExponentialDistribution;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.ParetoDistribution;
import org.apache.commons.statistics.distribution.UniformContinuousDistribution;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DelayTest {
    private static final int SAMPLES = 20_000;
    private static final double MILLI = 1e6;

    /** Milliseconds, for the messages of a link. */
    private static double[] sample(String law) {
        Delay delay = Delay.parse(law);
        double[] millis = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            millis[i] = delay.nanos(Hash.mix(42, i)) / MILLI;
        }
        return millis;
    }

    /** At a fixed seed: the p-value is a constant of this test, and would be below 0.01 in one of 100 such tests. */
    private static void assertLaw(String law, DoubleUnaryOperator distribution) {
        double p = KolmogorovSmirnovTest.withDefaults()
                .test(sample(law), distribution)
                .getPValue();
        assertThat(p).as("Kolmogorov and Smirnov on " + law).isGreaterThan(0.01);
    }

    @Test
    void everyLawDrawsFromTheDistributionItIsNamedAfter() {
        assertLaw("uniform(1ms, 5ms)", UniformContinuousDistribution.of(1, 5)::cumulativeProbability);
        assertLaw("exponential(5ms)", ExponentialDistribution.of(5)::cumulativeProbability);
        assertLaw("normal(50ms, 5ms)", NormalDistribution.of(50, 5)::cumulativeProbability);
        assertLaw("log-normal(5ms, 0.5)", LogNormalDistribution.of(Math.log(5), 0.5)::cumulativeProbability);
        assertLaw("pareto(0.235ms, 10)", ParetoDistribution.of(0.235, 10)::cumulativeProbability);
        assertLaw("pareto(1.05ms, 1.51)", ParetoDistribution.of(1.05, 1.51)::cumulativeProbability);
    }

    @Test
    void aMixDrawsFromItsPartsByTheirShares() {
        ParetoDistribution body = ParetoDistribution.of(0.235, 10);
        ExponentialDistribution tail = ExponentialDistribution.of(0.602);

        assertLaw(
                "mix(91.22% pareto(0.235ms, 10), 8.78% exponential(0.602ms))",
                x -> 0.9122 * body.cumulativeProbability(x) + 0.0878 * tail.cumulativeProbability(x));
    }

    @Test
    void theTermsOfASumAreIndependent() {
        ExponentialDistribution shifted = ExponentialDistribution.of(2);
        assertLaw("0.4ms + exponential(2ms)", x -> shifted.cumulativeProbability(x - 0.4));
        assertLaw("exponential(2ms) + exponential(2ms)", x -> 1 - Math.exp(-x / 2) * (1 + x / 2));
    }

    @Test
    void aNormalDelayBelowZeroIsZero() {
        double[] millis = sample("normal(1ms, 1ms)");

        double zero = Arrays.stream(millis).filter(x -> x == 0).count() / (double) SAMPLES;
        assertThat(zero).isCloseTo(NormalDistribution.of(1, 1).cumulativeProbability(0), within(0.011));
        assertThat(Arrays.stream(millis).min().orElseThrow()).isZero();
    }

    @Test
    void anEmpiricalLawDrawsEveryLineOfItsFileAlike(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("delays.txt");
        Files.writeString(file, "# measured\n1ms\n\n 250us\n2s\n1ms\n");

        double[] millis = sample("empirical(" + file + ")");

        assertThat(share(millis, 1)).isCloseTo(0.5, within(0.0142));
        assertThat(share(millis, 0.25)).isCloseTo(0.25, within(0.0123));
        assertThat(share(millis, 2000)).isCloseTo(0.25, within(0.0123));
    }

    private static double share(double[] millis, double value) {
        return Arrays.stream(millis).filter(x -> x == value).count() / (double) SAMPLES;
    }

    @ParameterizedTest
    @CsvSource({"1ms,1000000", "constant(1ms),1000000", "0,0", "0.5us,500", "2s,2000000000", "7ns + 1us,1007"})
    void aConstantIsWhatItSays(String law, long nanos) {
        assertThat(Delay.parse(law).nanos(123)).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exponential(1000000000s)",
                "pareto(1000s, 0.01)",
                "log-normal(1000s, 100)",
                "normal(9000000000s, 1s)"
            })
    void noDelayIsSoLongThatTimeOverflows(String law) {
        Delay twice = Delay.parse(law + " + " + law);
        for (int i = 0; i < 1000; i++) {
            assertThat(twice.nanos(Hash.mix(i))).isBetween(0L, 1L << 60);
        }
    }

    @Test
    void theLogarithmIsTheOneOfStrictMathToTheLastBitButOne() {
        for (int i = 0; i < 200_000; i++) {
            double x = 1 - Hash.uniform(Hash.mix(i), 0);
            double exact = StrictMath.log(x);
            assertThat(Math.abs(Logarithm.of(x) - exact)).as("of %s", x).isLessThanOrEqualTo(Math.ulp(exact));
        }
        assertThat(Logarithm.of(1)).isZero();
        assertThat(Logarithm.of(0x1p-53)).isEqualTo(StrictMath.log(0x1p-53));
    }

    @Test
    void theDelayOfAMessageIsAFunctionOfItsIdentity() {
        Delay delay = Delay.parse("0.4ms + mix(50% pareto(1ms, 2), 50% normal(5ms, 1ms))");
        long once = delay.nanos(77);
        sample("exponential(1ms)");

        assertThat(delay.nanos(77)).isEqualTo(once);
        assertThat(delay.nanos(78)).isNotEqualTo(once);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            expnential(5ms)       | there is no law expnential; did you mean exponential?
            fast                  | fast is no duration with a unit (ns, us, ms, s)
            5                     | 5 is no duration with a unit (ns, us, ms, s)
            exponential(5ms       | its parentheses do not match
            exponential(1ms, 2ms) | exponential takes one value
            uniform(5ms)          | uniform takes two values
            uniform(5ms, 1ms)     | uniform(least, most) needs the lesser one first
            pareto(1ms, 0)        | an alpha must be above 0
            pareto(1ms, x)        | x is no number
            mix(50% 1ms, 40% 2ms) | the shares of a mix sum to 90
            mix(1ms, 2ms)         | every part of a mix begins with its share
            empirical(nowhere)    | the file nowhere cannot be read
            1ms +                 | is no duration with a unit
            """)
    void whatCannotBeReadIsRefusedInOneSentence(String law, String why) {
        assertThatThrownBy(() -> Delay.parse(law))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the delay " + law + " cannot be used: ")
                .hasMessageContaining(why);
    }
}
