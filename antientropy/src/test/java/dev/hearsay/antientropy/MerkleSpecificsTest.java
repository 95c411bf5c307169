package dev.hearsay.antientropy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.plugin.Slot;
import dev.hearsay.api.protocol.AntiEntropy;
import dev.hearsay.api.protocol.ReconcileOutcome;
import dev.hearsay.testkit.ReferenceAssembly;
import dev.hearsay.testkit.antientropy.EqualParts;
import dev.hearsay.testkit.antientropy.ItemCell;
import dev.hearsay.testkit.antientropy.PlantedSets;
import dev.hearsay.testkit.antientropy.Replica;
import dev.hearsay.testkit.antientropy.ReplicaGroup;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MerkleSpecificsTest {
    private static Supplier<AntiEntropy> making(String strategy, String changes) {
        return () -> ReferenceAssembly.make(AntiEntropy.Provider.class, Slot.ANTI_ENTROPY, strategy, changes);
    }

    private static ReplicaGroup pair(Supplier<AntiEntropy> left, Supplier<AntiEntropy> right) {
        return new ReplicaGroup(1, 1, List.of(left, right));
    }

    private static ReconcileOutcome reconcile(ReplicaGroup group) {
        Replica left = group.replica(0);
        left.clearRecords();
        left.reconcile(0, group.replica(1));
        group.run();
        assertThat(left.outcomes()).hasSize(1);
        return left.outcomes().get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "merkle | fanout = 8",
                "merkle | depth = 2",
                "merkle | combine = xor",
                "full-exchange | timeout = 6s"
            })
    void treesOfAnotherShapeAreNotComparedAndSaySoAtOnce(String strategy, String changes) {
        ReplicaGroup group = pair(making("merkle", ""), making(strategy, changes));
        PlantedSets sets = new PlantedSets(1, group.placement(), 0);
        sets.different(10, group.replica(0), group.replica(1));
        Replica left = group.replica(0);
        left.reconcile(0, group.replica(1));
        group.runUntil(() -> !left.outcomes().isEmpty());
        assertThat(left.outcomes()).containsExactly(ReconcileOutcome.ABANDONED);
        assertThat(group.environment().nanoTime()).isEqualTo(2 * ReplicaGroup.LATENCY.toNanos());
        assertThat(left.offers()).isEmpty();
    }

    /** One message lost costs a second, not what the pass has found so far. */
    @ParameterizedTest
    @ValueSource(strings = {"merkle", "full-exchange"})
    void whichMessageEverIsLostTheSamePassRepairs(String strategy) {
        int lost = 0;
        boolean allArrived = false;
        while (!allArrived) {
            int number = lost++;
            ReplicaGroup group = pair(making(strategy, ""), making(strategy, ""));
            PlantedSets sets = new PlantedSets(1, group.placement(), 0);
            sets.different(20, group.replica(0), group.replica(1));
            group.fate((n, from, message) -> n == number ? List.of() : List.of(ReplicaGroup.LATENCY));
            assertThat(reconcile(group)).as("message %d lost", number).isEqualTo(ReconcileOutcome.REPAIRED);
            allArrived = group.wire().size() <= number;
        }
        assertThat(lost).as("messages of a pass").isGreaterThan(4);
    }

    /** A write that nobody reported, on either side: both drop their trees and the next pass sees what is there. */
    @ParameterizedTest
    @CsvSource({"0", "1"})
    void aWrongTreeIsMadeAnewAfterAPassThatFoundNothing(int wrong) {
        ReplicaGroup group = pair(making("merkle", ""), making("merkle", ""));
        PlantedSets sets = new PlantedSets(1, group.placement(), 0);
        List<Key> keys = sets.same(50, group.replica(0), group.replica(1));
        assertThat(reconcile(group)).isEqualTo(ReconcileOutcome.IN_SYNC);
        ItemCell changed = ItemCell.live(77);
        group.replica(wrong).plant(keys.get(0), changed);
        group.replica(1 - wrong).put(keys.get(0), changed);
        assertThat(reconcile(group)).isEqualTo(ReconcileOutcome.IN_SYNC);
        long before = group.wire().size();
        assertThat(reconcile(group)).isEqualTo(ReconcileOutcome.IN_SYNC);
        assertThat(group.wire().size() - before).as("messages").isEqualTo(2);
        assertThat(group.replica(0).offers()).isEmpty();
    }

    @Test
    void aPassFollowsNoMoreThanItsLimitAndTheNextOnesDoTheRest() {
        for (String strategy : List.of("merkle", "full-exchange")) {
            ReplicaGroup group = pair(making(strategy, "max-keys = 20"), making(strategy, "max-keys = 20"));
            PlantedSets sets = new PlantedSets(1, group.placement(), 0);
            sets.same(500, group.replica(0), group.replica(1));
            sets.different(100, group.replica(0), group.replica(1));
            group.moveOffers();
            for (int pass = 0; pass < 5; pass++) {
                assertThat(reconcile(group)).isEqualTo(ReconcileOutcome.REPAIRED);
                assertThat(group.replica(0).offers()).hasSizeLessThanOrEqualTo(20);
            }
            assertThat(reconcile(group)).as(strategy).isEqualTo(ReconcileOutcome.IN_SYNC);
            assertThat(group.replica(0).cells()).isEqualTo(group.replica(1).cells());
        }
    }

    /** Answers stop at the answerer's own limit; the asker knows that it has not seen all. */
    @Test
    void sidesWithDifferentLimitsStillConverge() {
        ReplicaGroup group = pair(making("merkle", ""), making("merkle", "max-keys = 3"));
        PlantedSets sets = new PlantedSets(1, group.placement(), 0);
        sets.same(200, group.replica(0), group.replica(1));
        sets.different(100, group.replica(0), group.replica(1));
        group.moveOffers();
        int passes = 0;
        while (reconcile(group) != ReconcileOutcome.IN_SYNC) {
            assertThat(++passes).isLessThan(60);
        }
        assertThat(group.replica(0).cells()).isEqualTo(group.replica(1).cells());
    }

    /** Root, D levels, the list, the second look. */
    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4"})
    void aPassTakesARoundTripPerLevelAndTwoForTheKeys(int depth) {
        String changes = "recheck = 0, depth = " + depth;
        ReplicaGroup group = pair(making("merkle", changes), making("merkle", changes));
        PlantedSets sets = new PlantedSets(1, group.placement(), 0);
        sets.same(100, group.replica(0), group.replica(1));
        sets.different(3, group.replica(0), group.replica(1));
        assertThat(reconcile(group)).isEqualTo(ReconcileOutcome.REPAIRED);
        assertThat(group.wire()).hasSize(2 * (depth + 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"merkle", "full-exchange"})
    void sidesThatMeanDifferentRangesByANumberCompareNothing(String strategy) {
        ReplicaGroup group = pair(making(strategy, ""), making(strategy, ""));
        new PlantedSets(1, group.placement(), 0).different(10, group.replica(0), group.replica(1));
        Replica left = group.replica(0);
        Replica right = group.replica(1);
        right.protocol().placed(new EqualParts(1, 77, List.of(left.id(), right.id())));
        assertThat(reconcile(group)).isEqualTo(ReconcileOutcome.ABANDONED);
        assertThat(left.offers()).isEmpty();
        assertThat(right.offers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"merkle", "full-exchange"})
    void aPassEndsAtOnceWhenItsRangeChangesAndGoesOnWhenItDoesNot(String strategy) {
        ReplicaGroup group = pair(making(strategy, ""), making(strategy, ""));
        Replica left = group.replica(0);
        Replica right = group.replica(1);
        left.reconcile(0, right);
        group.place(group.placement());
        assertThat(left.outcomes()).isEmpty();
        group.place(new EqualParts(1, 77, List.of(left.id(), right.id())));
        assertThat(left.outcomes()).containsExactly(ReconcileOutcome.ABANDONED);
    }

    /** Whoever owns a partition anew may have missed writes to it; what its owners kept need not be scanned again. */
    @Test
    void treesOutliveAPlacementThatLeavesRangeAndOwnersAlone() {
        ReplicaGroup group = pair(making("merkle", ""), making("merkle", ""));
        Replica left = group.replica(0);
        List<Key> keys = new PlantedSets(1, group.placement(), 0).same(50, left, group.replica(1));
        assertThat(reconcile(group)).isEqualTo(ReconcileOutcome.IN_SYNC);
        left.plant(keys.get(0), ItemCell.live(77));
        group.place(group.placement());
        assertThat(reconcile(group)).as("the tree was kept").isEqualTo(ReconcileOutcome.IN_SYNC);
        EqualParts parts = (EqualParts) group.placement();
        group.place(new EqualParts(parts.bits(), parts.turned(), List.of(left.id(), new MemberId("another", 1))));
        assertThat(reconcile(group)).as("the tree was made anew").isEqualTo(ReconcileOutcome.REPAIRED);
    }

    @Test
    void anAnswerFromSomebodyElseIsIgnored() {
        ReplicaGroup group = pair(making("merkle", ""), making("merkle", ""));
        Replica left = group.replica(0);
        new PlantedSets(1, group.placement(), 0).different(10, left, group.replica(1));
        group.fate((number, from, message) -> {
            if (message instanceof Message.Root root) {
                Message.Head head = root.head();
                left.protocol().receive(new MemberId("forger", 1), new Message.Same(head.pass(), head.step()));
            }
            return List.of(ReplicaGroup.LATENCY);
        });
        assertThat(reconcile(group)).isEqualTo(ReconcileOutcome.REPAIRED);
    }

    /** 1500 differences, 10 wanted: at most 10 nodes of a level are followed, so that no message has more than their sums. */
    @Test
    void messagesStayShortHoweverMuchDiffers() {
        ReplicaGroup group = pair(making("merkle", "max-keys = 10"), making("merkle", "max-keys = 10"));
        new PlantedSets(1, group.placement(), 0).different(1500, group.replica(0), group.replica(1));
        assertThat(reconcile(group)).isEqualTo(ReconcileOutcome.REPAIRED);
        assertThat(group.wire()).allMatch(message -> message.length < 10 * (16 * 16 + 2) + 50);
    }
}
