package dev.hearsay.testkit.antientropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hearsay.api.Key;
import dev.hearsay.api.protocol.AntiEntropy;
import dev.hearsay.api.protocol.ReconcileOutcome;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The half of {@link AntiEntropyContract} that is about passes, whatever they find: each ends once and within its time, whatever
 * the network, the host or the ring does meanwhile.
 */
abstract class PassContract {
    protected static final int MOST_DIFFERENCES = 150;
    protected static final int LONGEST_SECONDS = 60;
    static final int SEEDS = 12;
    static final int BITS = 2;
    /** The last partition, which wraps. */
    static final int PARTITION = (1 << BITS) - 1;

    /** A fresh instance, not started. */
    protected abstract AntiEntropy strategy();

    /** False for a strategy that does not look: then it must say {@link ReconcileOutcome#ABANDONED}. */
    protected boolean findsDifferences() {
        return true;
    }

    /** Whether a write that is on its way when a pass finds it missing is left alone, if it arrives within some milliseconds. */
    protected boolean sparesWritesInFlight() {
        return findsDifferences();
    }

    final ReplicaGroup group(long seed, int replicas) {
        Supplier<AntiEntropy> fresh = this::strategy;
        return new ReplicaGroup(seed, BITS, Collections.nCopies(replicas, fresh));
    }

    static PlantedSets sets(long seed, ReplicaGroup group) {
        return new PlantedSets(seed, group.placement(), PARTITION);
    }

    static Set<Key> offered(Replica by, Replica to) {
        return by.offers().stream()
                .filter(offer -> offer.to().equals(to.id()) && offer.partition() == PARTITION)
                .map(Replica.Offer::key)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static void assertOffersOnly(PlantedSets sets, Replica left, Replica right) {
        assertThat(offered(left, right)).isEqualTo(sets.leftOffers());
        assertThat(offered(right, left)).isEqualTo(sets.rightOffers());
    }

    @Test
    void whicheverMessageIsLostThePassEndsOnceAndTheNextOneWorks() {
        int lost = 0;
        boolean allArrived = false;
        while (!allArrived) {
            int number = lost++;
            ReplicaGroup group = group(number, 2);
            Replica left = group.replica(0);
            Replica right = group.replica(1);
            PlantedSets sets = sets(3, group);
            sets.same(100, left, right);
            sets.different(20, left, right);
            group.fate((n, from, message) -> n == number ? List.of() : List.of(ReplicaGroup.LATENCY));
            left.reconcile(PARTITION, right);
            group.run();
            allArrived = group.wire().size() <= number;
            assertThat(left.outcomes()).as("message %d lost", number).hasSize(1);
            assertThat(left.outcomes().get(0)).isNotEqualTo(ReconcileOutcome.IN_SYNC);
            assertPassesNow(group, sets);
        }
    }

    private void assertPassesNow(ReplicaGroup group, PlantedSets sets) {
        Replica left = group.replica(0);
        Replica right = group.replica(1);
        group.fate((n, from, message) -> List.of(ReplicaGroup.LATENCY));
        left.clearRecords();
        right.clearRecords();
        left.reconcile(PARTITION, right);
        group.run();
        assertThat(left.outcomes())
                .containsExactly(findsDifferences() ? ReconcileOutcome.REPAIRED : ReconcileOutcome.ABANDONED);
        if (findsDifferences()) {
            assertOffersOnly(sets, left, right);
        }
    }

    @Test
    void aPeerThatNeverAnswersIsGivenUpOnce() {
        ReplicaGroup group = group(1, 2);
        sets(1, group).same(10, group.replica(0));
        group.fate((n, from, message) -> List.of());
        long before = group.environment().nanoTime();
        group.replica(0).reconcile(PARTITION, group.replica(1));
        group.run();
        assertThat(group.replica(0).outcomes()).containsExactly(ReconcileOutcome.ABANDONED);
        assertThat(Duration.ofNanos(group.environment().nanoTime() - before))
                .isLessThan(Duration.ofSeconds(LONGEST_SECONDS));
    }

    @Test
    void aLinkThatTakesNothingEndsThePassOnceAndNotWithinTheCall() {
        ReplicaGroup group = group(1, 2);
        sets(1, group).same(10, group.replica(0));
        group.fillLinks();
        group.replica(0).reconcile(PARTITION, group.replica(1));
        group.run();
        assertThat(group.replica(0).outcomes()).containsExactly(ReconcileOutcome.ABANDONED);
    }

    @Test
    void messagesThatComeTwiceAndOutOfOrderDoNoHarm() {
        assumeTrue(findsDifferences());
        for (long seed = 0; seed < SEEDS; seed++) {
            ReplicaGroup group = group(seed, 2);
            PlantedSets sets = sets(seed, group);
            sets.same(100, group.replica(0), group.replica(1));
            sets.different(30, group.replica(0), group.replica(1));
            SplittableRandom random = new SplittableRandom(seed);
            group.fate((n, from, message) -> List.of(
                    ReplicaGroup.LATENCY,
                    Duration.ofMillis(random.nextInt(100)),
                    Duration.ofMillis(random.nextInt(3000))));
            group.replica(0).reconcile(PARTITION, group.replica(1));
            group.run();
            assertThat(group.replica(0).outcomes()).containsExactly(ReconcileOutcome.REPAIRED);
            assertOffersOnly(sets, group.replica(0), group.replica(1));
        }
    }

    @Test
    void answersThatComeAfterThePassWasGivenUpAreIgnored() {
        ReplicaGroup group = group(1, 2);
        Replica left = group.replica(0);
        PlantedSets sets = sets(1, group);
        sets.same(50, left, group.replica(1));
        sets.different(5, left, group.replica(1));
        Duration late = Duration.ofSeconds(LONGEST_SECONDS);
        group.fate((n, from, message) -> List.of(from.equals(left.id()) ? ReplicaGroup.LATENCY : late));
        left.reconcile(PARTITION, group.replica(1));
        group.run();
        assertThat(left.outcomes()).containsExactly(ReconcileOutcome.ABANDONED);
        assertThat(left.offers()).isEmpty();
        assertPassesNow(group, sets);
    }

    @Test
    void severalPassesAtOnceInEitherDirectionEndOnceEach() {
        ReplicaGroup group = group(1, 3);
        PlantedSets sets = sets(1, group);
        sets.same(50, group.replica(0), group.replica(1), group.replica(2));
        sets.different(20, group.replica(0), group.replica(1));
        group.moveOffers();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                if (i != j) {
                    group.replica(i).reconcile(PARTITION, group.replica(j));
                    group.replica(i).reconcile(0, group.replica(j));
                }
            }
        }
        group.run();
        for (int i = 0; i < 3; i++) {
            assertThat(group.replica(i).outcomes()).hasSize(4);
        }
    }

    @Test
    void aPassUnderSteadyWritesEnds() {
        ReplicaGroup group = group(1, 2);
        Replica left = group.replica(0);
        PlantedSets sets = sets(1, group);
        sets.different(30, left, group.replica(1));
        group.moveOffers();
        writeFor(2000, group, sets, new SplittableRandom(1));
        left.reconcile(PARTITION, group.replica(1));
        group.runUntil(() -> !left.outcomes().isEmpty());
        assertThat(group.environment().nanoTime())
                .isLessThan(Duration.ofSeconds(LONGEST_SECONDS).toNanos());
        group.run();
        assertThat(left.outcomes()).hasSize(1);
    }

    /** Every two milliseconds a new key on one of the sides, and no copy of it. */
    private void writeFor(int writes, ReplicaGroup group, PlantedSets sets, SplittableRandom random) {
        if (writes > 0) {
            group.environment().after(Duration.ofMillis(2), () -> {
                group.replica(random.nextInt(2)).put(sets.freshKey(), sets.freshCell());
                writeFor(writes - 1, group, sets, random);
            });
        }
    }

    @Test
    void aDiskThatCannotBeReadForAMomentEndsThePassAndTheNextFindsWhatDiffers() {
        assumeTrue(findsDifferences());
        for (int reads = 0; reads < 3; reads++) {
            ReplicaGroup group = group(1, 2);
            Replica left = group.replica(0);
            PlantedSets sets = sets(1, group);
            sets.same(50, left, group.replica(1));
            sets.different(20, left, group.replica(1));
            int whole = reads;
            int[] messages = {0};
            group.fate((n, from, message) -> {
                if (messages[0]++ == whole) {
                    left.failScans(1);
                }
                return List.of(ReplicaGroup.LATENCY);
            });
            if (reads == 0) {
                left.failScans(1);
            }
            left.reconcile(PARTITION, group.replica(1));
            group.run();
            assertThat(left.outcomes()).hasSize(1);
            left.failScans(0);
            assertPassesNow(group, sets);
        }
    }

    @Test
    void anOfferThatIsNotTakenHoldsUpNoneBehindItAndThePassIsNotDone() {
        assumeTrue(findsDifferences());
        ReplicaGroup group = group(1, 2);
        PlantedSets sets = sets(1, group);
        sets.same(50, group.replica(0), group.replica(1));
        sets.different(100, group.replica(0), group.replica(1));
        group.replica(0).acceptOffers(5);
        group.replica(1).acceptOffers(0);
        group.replica(0).reconcile(PARTITION, group.replica(1));
        group.run();
        assertThat(group.replica(0).outcomes()).containsExactly(ReconcileOutcome.ABANDONED);
        assertThat(group.replica(0).offers()).hasSameSizeAs(sets.leftOffers());
        assertThat(group.replica(1).offers()).hasSameSizeAs(sets.rightOffers());
    }

    @Test
    void aPassOverAPartitionThatChangesItsRangeIsAbandonedOnce() {
        ReplicaGroup group = group(1, 2);
        Replica left = group.replica(0);
        PlantedSets sets = sets(1, group);
        sets.different(20, left, group.replica(1));
        left.reconcile(PARTITION, group.replica(1));
        group.place(
                new EqualParts(BITS + 1, 77, List.of(left.id(), group.replica(1).id())));
        group.run();
        assertThat(left.outcomes()).containsExactly(ReconcileOutcome.ABANDONED);
    }

    @Test
    void nothingHappensAfterStop() {
        ReplicaGroup group = group(1, 2);
        PlantedSets sets = sets(1, group);
        sets.different(20, group.replica(0), group.replica(1));
        group.replica(0).reconcile(PARTITION, group.replica(1));
        group.replica(0).protocol().stop();
        int before = group.wire().size();
        group.run();
        assertThat(group.replica(0).outcomes()).isEmpty();
        assertThat(group.replica(0).offers()).isEmpty();
        assertThat(group.wire().size()).isLessThanOrEqualTo(before + 1);
    }

    /** The group checks of every message that it crosses as bytes unchanged; here they are cut short. */
    @Test
    void bytesThatEndTooEarlyAreNoMessage() {
        ReplicaGroup group = group(1, 2);
        PlantedSets sets = sets(1, group);
        sets.same(20, group.replica(0), group.replica(1));
        sets.different(20, group.replica(0), group.replica(1));
        group.replica(0).reconcile(PARTITION, group.replica(1));
        group.run();
        for (byte[] bytes : group.wire()) {
            for (int length = 0; length < bytes.length; length += Math.max(1, bytes.length / 100)) {
                ByteBuffer cut = ByteBuffer.wrap(Arrays.copyOf(bytes, length));
                assertThatThrownBy(() -> strategy().codec().decode(cut)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }
}
