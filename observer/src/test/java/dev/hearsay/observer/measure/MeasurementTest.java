package dev.hearsay.observer.measure;

import static dev.hearsay.observer.measure.Scene.A;
import static dev.hearsay.observer.measure.Scene.B;
import static dev.hearsay.observer.measure.Scene.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hearsay.api.Context;
import dev.hearsay.api.Dot;
import dev.hearsay.api.Reading;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.observer.Metric;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasurementTest {
    private final Scene scene = new Scene();

    private static void assertRatio(Map<Metric, Double> values, Metric metric, double expected) {
        assertThat(values.get(metric)).as(metric.name()).isCloseTo(expected, within(1e-12));
    }

    @Test
    void aReadThatMissesACommittedWriteIsStaleAndAsOldAsTheOldestOneItMisses() {
        scene.put(0, Context.NONE, 0, 0);
        scene.copy(0, 1, 5);
        scene.put(0, ExactVersioning.covering(A, 1), 0, 10);
        scene.put(0, ExactVersioning.covering(A, 2), 0, 20);
        scene.get(1, 1, 30);
        scene.get(1, 0, 40);
        Map<Metric, Double> values = scene.finish();
        assertRatio(values, Catalogue.STALE_READS, 0.5);
        assertRatio(values, Catalogue.STALE_READS_CLIENT, 0.5);
        assertRatio(values, Catalogue.VERSIONS_BEHIND, 1);
        assertRatio(values, Catalogue.VERSIONS_BEHIND_2, 0.5);
        assertRatio(values, Catalogue.VERSIONS_BEHIND_3, 0);
        assertRatio(values, Catalogue.CLOCK_DISTANCE, 1);
        assertRatio(values, Catalogue.AGE_MAX, 19);
        assertRatio(values, Catalogue.AGE_MEAN, 9.5);
    }

    @Test
    void aWriteThatIsCommittedButNotAnsweredMakesAReadStaleForTheOmniscientObserverOnly() {
        scene.put(0, Context.NONE, 0, 0);
        scene.copy(0, 1, 1);
        Operation put = scene.beginPut(0, Context.NONE, 10);
        Dot dot = scene.mint(put, 0, 11);
        scene.commit(put, 12);
        scene.get(1, 1, 13);
        scene.done(put, dot, 15);
        Map<Metric, Double> values = scene.finish();
        assertRatio(values, Catalogue.STALE_READS, 1);
        assertRatio(values, Catalogue.STALE_READS_CLIENT, 0);
    }

    @Test
    void aWriteThatCommitsWhileTheReadIsUnderWayMayBeMissed() {
        scene.put(0, Context.NONE, 0, 0);
        scene.copy(0, 1, 1);
        Operation get = scene.beginGet(1, 10);
        scene.put(0, Context.NONE, 0, 11);
        scene.answer(get, 1, 20);
        assertRatio(scene.finish(), Catalogue.STALE_READS, 0);
    }

    @Test
    void readsOfKeysWithoutACommittedWriteAreNotCounted() {
        scene.get(0, 0, 0);
        assertThat(scene.finish().get(Catalogue.STALE_READS)).isNaN();
    }

    @Test
    void theRuleOfThePublishedGridForgivesAPutThatWasOpenWhileTheGetWasButNotAnOldValue() {
        scene.put(0, Context.NONE, 0, 0);
        scene.copy(0, 2, 1);
        scene.put(0, ExactVersioning.covering(A, 1), 0, 10);
        Operation open = scene.beginPut(1, Context.NONE, 20);
        scene.mint(open, 1, 21);
        scene.get(2, 1, 30);
        scene.get(2, 2, 40);
        scene.get(2, 0, 50);
        Operation late = scene.beginGet(2, 60);
        Operation begunLater = scene.beginPut(1, Context.NONE, 61);
        scene.replicas[1] = scene.versioning.empty();
        scene.mint(begunLater, 1, 62);
        scene.answer(late, 1, 63);
        assertRatio(scene.finish(), Catalogue.STALE_READS_SEED_RULE, 1.0 / 4);
    }

    @Test
    void anUpdateThatNobodyHadSeenAndNobodyHoldsIsLost() {
        Scene lossy = new Scene(MeasureOptions.standard(3, 100 * MS), true);
        Operation first = lossy.put(0, Context.NONE, 0, 0);
        Operation second = lossy.put(1, Context.NONE, 1, 10);
        lossy.copy(0, 1, 20);
        Reading shown = lossy.get(2, 1, 30);
        assertThat(shown.values()).isEqualTo(Scene.numbers(second.writeId()));
        Operation third = lossy.put(2, shown.context(), 1, 40);
        lossy.copy(1, 0, 50);
        lossy.copy(1, 2, 50);
        lossy.measurement.atRest(lossy::cells);
        Map<Metric, Double> values = lossy.finish();
        assertRatio(values, Catalogue.LOST_UPDATES, 1);
        assertRatio(values, Catalogue.LOST_UPDATE_RATE, 1.0 / 3);
        assertThat(first.live || first.superseded).isFalse();
        assertThat(second.superseded).isTrue();
        assertThat(third.live).isTrue();
    }

    @Test
    void siblingsThatAreBothKeptAreNotLostAndAreNotFalselyConcurrent() {
        scene.put(0, Context.NONE, 0, 0);
        scene.put(1, Context.NONE, 1, 10);
        scene.copy(0, 1, 20);
        scene.get(2, 1, 30);
        scene.measurement.atRest(scene::cells);
        Map<Metric, Double> values = scene.finish();
        assertRatio(values, Catalogue.LOST_UPDATES, 0);
        assertRatio(values, Catalogue.SIBLINGS_MEAN, 2);
        assertRatio(values, Catalogue.SIBLINGS_MAX, 2);
        assertRatio(values, Catalogue.SIBLINGS_AT_END, 2);
        assertRatio(values, Catalogue.FALSE_CONCURRENCY, 0);
    }

    @Test
    void aValueBesideTheOneThatReplacedItIsFalseConcurrency() {
        Operation first = scene.put(0, Context.NONE, 0, 0);
        Reading shown = scene.get(1, 0, 5);
        Operation second = scene.put(1, shown.context(), 0, 10);
        Operation get = scene.beginGet(2, 20);
        Reading both = new Reading(Scene.numbers(first.writeId(), second.writeId()), ExactVersioning.covering(A, 2));
        scene.measurement.end(get, new Outcome.Done(both, null), 21 * MS);
        assertRatio(scene.finish(), Catalogue.FALSE_CONCURRENCY, 0.5);
    }

    @Test
    void aClientThatDoesNotSeeItsOwnWriteOrGoesBackInTimeIsCounted() {
        scene.put(0, Context.NONE, 0, 0);
        scene.get(0, 0, 10);
        scene.get(0, 1, 20);
        scene.get(1, 1, 30);
        Map<Metric, Double> values = scene.finish();
        assertRatio(values, Catalogue.READ_YOUR_WRITES_PAIRS, 2);
        assertRatio(values, Catalogue.READ_YOUR_WRITES_VIOLATIONS, 0.5);
        assertRatio(values, Catalogue.MONOTONIC_READS_PAIRS, 1);
        assertRatio(values, Catalogue.MONOTONIC_READS_VIOLATIONS, 1);
    }

    @Test
    void readsThatOverlapPromiseNothingToEachOther() {
        scene.put(0, Context.NONE, 0, 0);
        Operation slow = scene.beginGet(1, 10);
        Operation fast = scene.beginGet(1, 11);
        scene.answer(fast, 0, 12);
        scene.answer(slow, 1, 13);
        assertRatio(scene.finish(), Catalogue.MONOTONIC_READS_PAIRS, 0);
    }

    @Test
    void aTimeoutIsNoLatencyBelowTheTimeoutAndARefusalIsNoneAtAll() {
        Operation lost = scene.beginGet(0, 0);
        scene.measurement.end(lost, new Outcome.Unknown(Outcome.Reason.TOO_FEW_REPLICAS), 5 * MS);
        Operation refused = scene.beginGet(0, 10);
        scene.measurement.end(refused, new Outcome.Refused(Outcome.Reason.OVERLOADED), 11 * MS);
        Operation late = scene.measurement.begin(Operation.read(77, 0, 0, 20 * MS), "a", 50 * MS);
        scene.answer(late, 0, 60);
        Map<Metric, Double> values = scene.finish();
        assertRatio(values, Catalogue.latency("read", "max"), 100);
        assertRatio(values, Catalogue.latency("read", "mean"), 70);
        assertThat(values.get(Catalogue.service("read", "p50"))).isCloseTo(10, within(0.02));
        assertRatio(values, Catalogue.UNKNOWN, 1.0 / 3);
        assertRatio(values, Catalogue.REFUSED, 1.0 / 3);
        assertRatio(values, Catalogue.DONE, 1.0 / 3);
    }

    @Test
    void operationsOfTheWarmUpAreRememberedButNotCounted() {
        Scene warm = new Scene(MeasureOptions.standard(3, 100 * MS).withWarmup(10 * MS), false);
        warm.put(0, Context.NONE, 0, 0);
        warm.get(1, 1, 5);
        warm.get(1, 1, 15);
        Map<Metric, Double> values = warm.finish();
        assertRatio(values, Catalogue.READS, 1);
        assertRatio(values, Catalogue.WRITES, 0);
        assertRatio(values, Catalogue.STALE_READS, 1);
    }

    @Test
    void anInconsistencyWindowEndsWhenTheLastOwnerCoversTheWrite() {
        Scene followed = new Scene(MeasureOptions.standard(3, 100 * MS).withWindows(), false);
        followed.put(0, Context.NONE, 0, 0);
        followed.copy(0, 1, 5);
        followed.copy(0, 2, 9);
        followed.put(0, ExactVersioning.covering(A, 1), 0, 20);
        followed.copy(0, 1, 30);
        Map<Metric, Double> values = followed.finish();
        assertRatio(values, Catalogue.WINDOW_MAX, 8);
        assertRatio(values, Catalogue.WINDOW_CENSORED, 0.5);
    }

    @Test
    void replicasConvergeWhenTheyAreEqualAndStayEqual() {
        scene.put(0, Context.NONE, 0, 0);
        scene.measurement.calm(10 * MS);
        assertThat(scene.measurement.sampleDivergence(scene::cells)).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(scene.measurement.settled(scene::cells, 11 * MS)).isFalse();
        scene.replicas[0] = scene.versioning.empty();
        assertThat(scene.measurement.settled(scene::cells, 12 * MS)).isTrue();
        scene.put(0, Context.NONE, 0, 12);
        assertThat(scene.measurement.settled(scene::cells, 13 * MS)).isFalse();
        scene.copy(0, 1, 14);
        scene.copy(0, 2, 14);
        assertThat(scene.measurement.settled(scene::cells, 15 * MS)).isTrue();
        scene.measurement.atRest(scene::cells);
        Map<Metric, Double> values = scene.finish();
        assertRatio(values, Catalogue.CONVERGENCE_TIME, 5);
        assertRatio(values, Catalogue.CONVERGED, 1);
        assertRatio(values, Catalogue.DIVERGENCE_MAX, 2.0 / 3);
        assertRatio(values, Catalogue.DIVERGENCE_AT_END, 0);
    }

    @Test
    void replicasThatNeverBecomeEqualAreCensored() {
        scene.put(0, Context.NONE, 0, 0);
        scene.measurement.settled(scene::cells, 11 * MS);
        Map<Metric, Double> values = scene.finish();
        assertRatio(values, Catalogue.CONVERGED, 0);
        assertThat(values.get(Catalogue.CONVERGENCE_TIME)).isNaN();
    }

    @Test
    void costsAreChargedToTheOperationsBegunAndToTheNodes() {
        scene.get(0, 0, 0);
        scene.get(0, 0, 20);
        Map<Metric, Double> values = scene.finish();
        assertRatio(values, Catalogue.messages(Mechanism.QUORUM), 30);
        assertRatio(values, Catalogue.MESSAGES, 180);
        assertRatio(values, Catalogue.BYTES, 18000);
        assertRatio(values, Catalogue.MEMBERSHIP_MESSAGES, 100);
        assertRatio(values, Catalogue.MESSAGES_DROPPED, 0.1);
        assertRatio(values, Catalogue.READ_GAP, 20);
    }

    @Test
    void everyRunHasEveryMetricInTheOrderOfTheCatalogue() {
        assertThat(scene.finish().keySet()).containsExactlyElementsOf(Catalogue.all());
        assertThat(Catalogue.all()).extracting(Metric::name).doesNotHaveDuplicates();
    }

    @Test
    void aSecondAttemptIsASecondWriteOfTheSameOperation() {
        Operation put = scene.beginPut(0, Context.NONE, 0);
        scene.mint(put, 0, 1);
        scene.measurement.attempt(put, 999, "b");
        scene.measurement.minted(B, 999, Scene.KEY, new Dot(B, 1), 2 * MS);
        scene.measurement.committed(B, 999, Scene.KEY, 3 * MS);
        scene.measurement.end(put, new Outcome.Done(Reading.ABSENT, new Dot(B, 1)), 4 * MS);
        scene.get(1, 0, 10);
        Map<Metric, Double> values = scene.finish();
        assertRatio(values, Catalogue.STALE_READS, 1);
        assertRatio(values, Catalogue.VERSIONS_BEHIND, 1);
    }
}
