package dev.hearsay.antientropy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.plugin.Slot;
import dev.hearsay.api.protocol.AntiEntropy;
import dev.hearsay.api.protocol.ReconcileOutcome;
import dev.hearsay.testkit.ReferenceAssembly;
import dev.hearsay.testkit.antientropy.PlantedSets;
import dev.hearsay.testkit.antientropy.Replica;
import dev.hearsay.testkit.antientropy.ReplicaGroup;
import java.util.Collections;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes on the wire against the closed forms. Keys take 16 to 17 bytes, sums 16, digests 8. */
class CostTest {
    private static final int KEYS = 4000;
    private static final double KEY_BYTES = 16.8;
    private static final int SUM_BYTES = 16;
    private static final int DIGEST_BYTES = 8;
    /** What stands round the contents of a message: kind, pass, step, partition, range, counts. */
    private static final int FRAME = 24;

    private static ReplicaGroup group(String strategy, String changes) {
        Supplier<AntiEntropy> make =
                () -> ReferenceAssembly.make(AntiEntropy.Provider.class, Slot.ANTI_ENTROPY, strategy, changes);
        return new ReplicaGroup(1, 1, Collections.nCopies(2, make));
    }

    private static long bytesFor(String strategy, String changes, int same, int different, ReconcileOutcome outcome) {
        ReplicaGroup group = group(strategy, changes);
        Replica left = group.replica(0);
        PlantedSets sets = new PlantedSets(1, group.placement(), 0);
        sets.same(same, left, group.replica(1));
        sets.different(different, left, group.replica(1));
        left.reconcile(0, group.replica(1));
        group.run();
        assertThat(left.outcomes()).containsExactly(outcome);
        return group.bytes();
    }

    @Test
    void anIdlePassOfATreeIsOneRootWhateverItHolds() {
        long small = bytesFor("merkle", "", 10, 0, ReconcileOutcome.IN_SYNC);
        long large = bytesFor("merkle", "", KEYS, 0, ReconcileOutcome.IN_SYNC);
        assertThat(large).isEqualTo(small).isBetween((long) SUM_BYTES, (long) SUM_BYTES + FRAME);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void oneDifferenceCostsTheSumsOfOnePathAndTheListOfOneLeaf(int depth) {
        long bytes = bytesFor("merkle", "depth = " + depth, KEYS, 1, ReconcileOutcome.REPAIRED);
        double leafKeys = 1 + KEYS / Math.pow(16, depth);
        // Levels below the number of keys are sparse: a sum of zero takes a bit.
        double sums = 0;
        for (int level = 1; level <= depth; level++) {
            double held = KEYS / Math.pow(16, level - 1);
            sums += 2 + SUM_BYTES * (level == 1 ? 16 : 1 + 15 * (1 - Math.exp(-held / 16)));
        }
        double predicted = sums + (leafKeys + 1) * (KEY_BYTES + DIGEST_BYTES) + FRAME * (depth + 3);
        assertThat((double) bytes)
                .as("bytes at depth %d, predicted %.0f", depth, predicted)
                .isBetween(0.6 * predicted, 1.3 * predicted);
        assertThat((double) bytes).isLessThan(depth * 16 * (SUM_BYTES + 1.0) + predicted - sums + 100);
    }

    @Test
    void aFullExchangeCostsEveryKeyAndItsDigestWhetherAnythingDiffersOrNot() {
        double list = KEYS * (KEY_BYTES + DIGEST_BYTES);
        assertThat((double) bytesFor("full-exchange", "", KEYS, 0, ReconcileOutcome.IN_SYNC))
                .isBetween(list, 1.1 * list);
        assertThat((double) bytesFor("full-exchange", "", KEYS, 1, ReconcileOutcome.REPAIRED))
                .isBetween(list, 1.1 * list);
    }

    @Test
    void listingEverythingIsCheaperThanATreeWhereMostKeysDiffer() {
        String many = "max-keys = 10000";
        long tree = bytesFor("merkle", many, 0, 1000, ReconcileOutcome.REPAIRED);
        long list = bytesFor("full-exchange", many, 0, 1000, ReconcileOutcome.REPAIRED);
        assertThat(list).isLessThan(tree);
    }
}
