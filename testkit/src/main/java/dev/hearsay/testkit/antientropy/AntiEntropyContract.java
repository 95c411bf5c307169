package dev.hearsay.testkit.antientropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hearsay.api.Key;
import dev.hearsay.api.protocol.AntiEntropy;
import dev.hearsay.api.protocol.ReconcileOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What every {@link AntiEntropy} must pass. Subclass it in the tests of your module and supply a fresh instance, with settings
 * under which a pass may follow at least {@value PassContract#MOST_DIFFERENCES} differences and ends within {@value PassContract#LONGEST_SECONDS} s
 * even if nobody answers.
 *
 * <p>Differences are planted: the suite knows which keys each side holds that the other lacks or holds differently, and asks for
 * exactly these to be offered. The partition compared wraps past the end of the ring.
 */
public abstract class AntiEntropyContract extends PassContract {
    @Test
    void everyPlantedDifferenceIsOfferedByThoseThatHoldItAndNothingElseIs() {
        assumeTrue(findsDifferences());
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ReplicaGroup group = group(seed, 2);
            PlantedSets sets = sets(seed, group);
            sets.same(random.nextInt(300), group.replica(0), group.replica(1));
            sets.different(1 + random.nextInt(MOST_DIFFERENCES), group.replica(0), group.replica(1));
            group.replica(0).reconcile(PARTITION, group.replica(1));
            group.run();
            assertThat(group.replica(0).outcomes()).as("seed %d", seed).containsExactly(ReconcileOutcome.REPAIRED);
            assertThat(group.replica(1).outcomes()).isEmpty();
            assertOffersOnly(sets, group.replica(0), group.replica(1));
        }
    }

    @Test
    void aSingleDifferenceIsFoundWhereverItLies() {
        assumeTrue(findsDifferences());
        ReplicaGroup group = group(1, 2);
        Replica left = group.replica(0);
        Replica right = group.replica(1);
        PlantedSets sets = sets(1, group);
        for (Key key : sets.same(100, left, right)) {
            ItemCell cell = right.cells().get(key);
            right.put(key, ItemCell.EMPTY);
            left.clearRecords();
            left.reconcile(PARTITION, right);
            group.run();
            assertThat(left.outcomes()).containsExactly(ReconcileOutcome.REPAIRED);
            assertThat(offered(left, right)).containsExactly(key);
            right.put(key, cell);
        }
        assertThat(right.offers()).isEmpty();
    }

    @Test
    void equalSetsAreInSyncAndNothingIsOffered() {
        for (int keys : new int[] {0, 1, 2, 50, 400}) {
            ReplicaGroup group = group(keys, 2);
            sets(keys, group).same(keys, group.replica(0), group.replica(1));
            group.replica(0).reconcile(PARTITION, group.replica(1));
            group.run();
            assertThat(group.replica(0).outcomes())
                    .containsExactly(findsDifferences() ? ReconcileOutcome.IN_SYNC : ReconcileOutcome.ABANDONED);
            assertThat(group.replica(0).offers()).isEmpty();
            assertThat(group.replica(1).offers()).isEmpty();
        }
    }

    @Test
    void aSideThatHoldsNothingGetsEverything() {
        assumeTrue(findsDifferences());
        for (int asker = 0; asker < 2; asker++) {
            ReplicaGroup group = group(asker, 2);
            List<Key> keys = sets(asker, group).same(MOST_DIFFERENCES, group.replica(0));
            group.replica(asker).reconcile(PARTITION, group.replica(1 - asker));
            group.run();
            assertThat(offered(group.replica(0), group.replica(1))).isEqualTo(new TreeSet<>(keys));
            assertThat(group.replica(1).offers()).isEmpty();
            assertThat(group.replica(asker).outcomes()).containsExactly(ReconcileOutcome.REPAIRED);
        }
    }

    @Test
    void threeReplicasConvergeThroughPairs() {
        assumeTrue(findsDifferences());
        for (long seed = 0; seed < SEEDS; seed++) {
            ReplicaGroup group = group(seed, 3);
            PlantedSets sets = sets(seed, group);
            sets.same(50, group.replica(0), group.replica(1), group.replica(2));
            sets.different(40, group.replica(0), group.replica(1));
            sets.different(40, group.replica(2), group.replica(0));
            group.moveOffers();
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < 3; i++) {
                    group.replica(i).reconcile(PARTITION, group.replica((i + 1) % 3));
                    group.run();
                }
            }
            assertThat(group.replica(1).cells()).isEqualTo(group.replica(0).cells());
            assertThat(group.replica(2).cells()).isEqualTo(group.replica(0).cells());
            group.replica(0).clearRecords();
            group.replica(0).reconcile(PARTITION, group.replica(2));
            group.run();
            assertThat(group.replica(0).outcomes()).containsExactly(ReconcileOutcome.IN_SYNC);
        }
    }

    @Test
    void aWriteOnItsWayIsNotOffered() {
        assumeTrue(sparesWritesInFlight());
        ReplicaGroup group = group(1, 2);
        PlantedSets sets = sets(1, group);
        sets.same(50, group.replica(0), group.replica(1));
        Key key = sets.freshKey();
        ItemCell cell = sets.freshCell();
        group.replica(0).put(key, cell);
        group.environment().after(Duration.ofMillis(100), () -> group.replica(1).put(key, cell));
        group.replica(0).reconcile(PARTITION, group.replica(1));
        group.run();
        assertThat(group.replica(0).outcomes()).hasSize(1);
        assertThat(group.replica(0).offers()).isEmpty();
        assertThat(group.replica(1).offers()).isEmpty();
    }

    @Test
    void whatWasToldOfEveryWriteEqualsWhatIsFoundByLooking() {
        assumeTrue(findsDifferences());
        for (long seed = 0; seed < SEEDS; seed++) {
            ReplicaGroup group = group(seed, 2);
            Replica told = group.replica(0);
            Replica looks = group.replica(1);
            PlantedSets sets = sets(seed, group);
            List<Key> keys = new ArrayList<>(sets.same(60, told));
            group.fate((n, from, message) -> List.of());
            told.reconcile(PARTITION, looks);
            group.run();
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 500; i++) {
                Key key = random.nextInt(4) == 0 ? sets.freshKey() : keys.get(random.nextInt(keys.size()));
                told.put(key, random.nextInt(5) == 0 ? ItemCell.EMPTY : sets.freshCell());
                keys.add(key);
            }
            told.cells().forEach(looks::plant);
            group.fate((n, from, message) -> List.of(ReplicaGroup.LATENCY));
            int before = group.wire().size();
            told.clearRecords();
            told.reconcile(PARTITION, looks);
            group.run();
            assertThat(told.outcomes()).as("seed %d", seed).containsExactly(ReconcileOutcome.IN_SYNC);
            assertThat(group.wire().size() - before)
                    .as("messages")
                    .isEqualTo(messagesWhenEqual(told.cells().size()));
        }
    }

    /** How many messages a pass over so many equal keys takes, both directions; a wrong summary shows as more. */
    protected int messagesWhenEqual(int keys) {
        return 2;
    }

    /** First the same numbers with other ranges, then fewer partitions. */
    @Test
    void afterANewPlacementItsPartitionsAreCompared() {
        assumeTrue(findsDifferences());
        for (int bits = BITS; bits >= 1; bits--) {
            ReplicaGroup group = group(bits, 2);
            Replica left = group.replica(0);
            Replica right = group.replica(1);
            sets(bits, group).same(200, left, right);
            left.reconcile(PARTITION, right);
            group.run();
            group.place(new EqualParts(bits, 77, List.of(left.id(), right.id())));
            for (int partition = 0; partition < 1 << bits; partition++) {
                PlantedSets sets = new PlantedSets(9, group.placement(), partition);
                sets.different(20, left, right);
                left.clearRecords();
                right.clearRecords();
                left.reconcile(partition, right);
                group.run();
                assertThat(left.outcomes()).containsExactly(ReconcileOutcome.REPAIRED);
                assertThat(left.offers().stream().map(Replica.Offer::key))
                        .containsExactlyInAnyOrderElementsOf(sets.leftOffers());
                assertThat(right.offers().stream().map(Replica.Offer::key))
                        .containsExactlyInAnyOrderElementsOf(sets.rightOffers());
            }
        }
    }
}
