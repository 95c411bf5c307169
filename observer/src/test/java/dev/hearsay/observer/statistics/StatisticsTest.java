package dev.hearsay.observer.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hearsay.observer.Metric.Better;
import dev.hearsay.observer.statistics.Verdict.Kind;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Expected numbers are SciPy's, and for survival those of Freireich et al. (1963) as the textbooks print them. */
class StatisticsTest {
    private static final Offset<Double> EXACTLY = within(1e-9);
    private static final double[] BASELINE = {10.1, 9.8, 10.4, 10.0, 9.9};

    private static void assertInterval(Interval interval, double low, double high) {
        assertThat(interval.low()).isCloseTo(low, EXACTLY);
        assertThat(interval.high()).isCloseTo(high, EXACTLY);
    }

    private static Verdict verdict(double[] variant, Better better) {
        PairedDifference paired = PairedDifference.of(BASELINE, variant);
        return Verdict.of(paired, paired.p(), better);
    }

    @Test
    void anIntervalOverSeedsIsStudents() {
        Interval interval = Interval.overSeeds(3.1, 2.9, Double.NaN, 3.4, 3.0, 2.7);
        assertThat(interval.seeds()).isEqualTo(5);
        assertThat(interval.estimate()).isCloseTo(3.02, EXACTLY);
        assertInterval(interval, 2.6986032429268016, 3.3413967570731993);
    }

    @Test
    void oneSeedHasAnEstimateButNoInterval() {
        Interval interval = Interval.overSeeds(3.1);
        assertThat(interval.estimate()).isEqualTo(3.1);
        assertThat(interval.bounded()).isFalse();
        assertThat(Interval.overSeeds(Double.NaN)).isEqualTo(Interval.NONE);
    }

    @Test
    void sharesOfIndependentTrialsHaveWilsonsAndTheExactInterval() {
        assertInterval(Interval.wilson(3, 10), 0.10779126740630102, 0.6032218525388546);
        assertInterval(Interval.wilson(0, 20), 0, 0.16112515805281935);
        assertInterval(Interval.clopperPearson(3, 10), 0.06673951117773447, 0.652452850060008);
        assertInterval(Interval.clopperPearson(0, 20), 0, 0.16843347098308548);
        assertInterval(Interval.clopperPearson(20, 20), 0.8315665290169145, 1);
    }

    @Test
    void aPairedDifferenceReportsWhatCommonSeedsBought() {
        PairedDifference paired = PairedDifference.of(BASELINE, new double[] {9.1, 9.0, 9.3, 9.2, 8.8});
        assertThat(paired.difference().estimate()).isCloseTo(-0.96, EXACTLY);
        assertThat(paired.pair().deviation()).isCloseTo(0.15165750888103047, EXACTLY);
        assertThat(paired.pair().correlation()).isCloseTo(0.7564949098967192, EXACTLY);
        assertThat(paired.p()).isCloseTo(0.0001446329033054934, EXACTLY);
    }

    @Test
    void equivalenceIsTheWeakerOfTwoOneSidedTests() {
        PairedDifference paired = PairedDifference.of(BASELINE, new double[] {10.11, 9.78, 10.415, 10.0, 9.89});
        assertThat(paired.margin()).isCloseTo(0.02 * 10.04, EXACTLY);
        assertThat(paired.equivalenceP()).isCloseTo(3.142962847498102e-06, within(1e-12));
    }

    @Test
    void aSeedThatMissesOnOneSideIsNoPair() {
        PairedDifference paired = PairedDifference.of(BASELINE, new double[] {9, Double.NaN, 9, 9, 9});
        assertThat(paired.difference().seeds()).isEqualTo(4);
    }

    @Test
    void verdictsFollowTheDirectionThatIsGood() {
        double[] lower = {9.1, 9.0, 9.3, 9.2, 8.8};
        assertThat(verdict(lower, Better.LOWER).kind()).isEqualTo(Kind.BETTER);
        assertThat(verdict(lower, Better.HIGHER).kind()).isEqualTo(Kind.WORSE);
        assertThat(verdict(lower, Better.NEITHER).kind()).isEqualTo(Kind.LOWER);
    }

    @Test
    void aDifferenceThatIsCertainButTooSmallToMatterIsNone() {
        double[] shifted = BASELINE.clone();
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] += 0.01 + i * 1e-4;
        }
        assertThat(PairedDifference.of(BASELINE, shifted).p()).isLessThan(1e-6);
        assertThat(verdict(shifted, Better.LOWER).kind()).isEqualTo(Kind.NO_DIFFERENCE);
        assertThat(verdict(BASELINE, Better.LOWER).kind()).isEqualTo(Kind.NO_DIFFERENCE);
    }

    @Test
    void anUndecidedComparisonSaysHowManySeedsAreMissing() {
        double[] noisy = {12.0, 8.0, 11.0, 9.0, 12.5};
        Verdict verdict = verdict(noisy, Better.LOWER);
        assertThat(verdict.kind()).isEqualTo(Kind.NEEDS_SEEDS);
        PairedDifference paired = PairedDifference.of(BASELINE, noisy);
        double needed = Math.pow((1.959964 + 0.841621) * paired.pair().deviation() / 0.46, 2);
        assertThat(verdict.moreSeeds()).isEqualTo((int) Math.ceil(needed) - 5);
        assertThat(verdict.sentence()).isEqualTo("needs about " + verdict.moreSeeds() + " more seeds");
    }

    @Test
    void aConstantDifferenceNeedsNoTest() {
        double[] doubled = {11.1, 10.8, 11.4, 11.0, 10.9};
        assertThat(verdict(doubled, Better.HIGHER).kind()).isEqualTo(Kind.BETTER);
        PairedDifference zeros = PairedDifference.of(new double[] {0, 0}, new double[] {0, 0});
        assertThat(Verdict.of(zeros, zeros.p(), Better.LOWER).kind()).isEqualTo(Kind.NO_DIFFERENCE);
    }

    @Test
    void oneSeedGivesNoVerdict() {
        PairedDifference paired = PairedDifference.of(new double[] {1}, new double[] {2});
        Verdict verdict = Verdict.of(paired, paired.p(), Better.LOWER);
        assertThat(verdict.sentence()).isEqualTo("one seed: no interval");
    }

    @Test
    void holmMultipliesByTheTestsThatAreLeftAndNeverFalls() {
        double[] adjusted = Holm.adjust(0.01, 0.04, 0.03, Double.NaN, 0.005);
        assertThat(adjusted).usingComparatorWithPrecision(1e-12).containsExactly(0.03, 0.06, 0.06, Double.NaN, 0.02);
    }

    @Test
    void timesThatWereCutOffAreNotTakenForTheHorizon() {
        double[] weeks = {6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35};
        boolean[] relapse = new boolean[weeks.length];
        for (int i : new int[] {0, 1, 2, 4, 6, 9, 10, 14, 15}) {
            relapse[i] = true;
        }
        KaplanMeier curve = KaplanMeier.of(weeks, relapse);
        assertThat(curve.survival(6)).isCloseTo(0.857, within(5e-4));
        assertThat(curve.survival(10)).isCloseTo(0.753, within(5e-4));
        assertThat(curve.survival(16)).isCloseTo(0.627, within(5e-4));
        assertThat(curve.survival(40)).isCloseTo(0.448, within(5e-4));
        assertThat(curve.quantile(0.5)).isEqualTo(23);
        assertThat(curve.quantile(0.9)).isNaN();
        Interval median = curve.median();
        assertThat(median.low()).isEqualTo(13);
        assertThat(median.high()).isInfinite();
    }

    @Test
    void aMedianThatMostRunsNeverReachedIsUnknown() {
        KaplanMeier curve = KaplanMeier.censoredAtHorizon(5, Double.NaN, Double.NaN, 7, Double.NaN);
        assertThat(curve.quantile(0.4)).isEqualTo(7);
        assertThat(curve.median().estimate()).isNaN();
    }
}
