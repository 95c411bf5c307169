package dev.hearsay.antientropy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.plugin.Slot;
import dev.hearsay.api.port.CellVisitor;
import dev.hearsay.api.port.Codec;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.protocol.AntiEntropy;
import dev.hearsay.api.protocol.AntiEntropyHost;
import dev.hearsay.api.protocol.ProtocolMessage;
import dev.hearsay.api.protocol.ReconcileOutcome;
import dev.hearsay.api.rule.Placement;
import dev.hearsay.testkit.ReferenceAssembly;
import dev.hearsay.testkit.antientropy.AntiEntropyContract;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The contract suite finds what is wrong: {@code merkle} is broken in one place at a time, and a test of the suite must fail. */
class BrokenStrategyTest {
    /** Stands between a sound strategy and its host, and passes everything on. */
    private static class Broken implements AntiEntropy, AntiEntropyHost {
        final AntiEntropy sound = ReferenceAssembly.make(AntiEntropy.Provider.class, Slot.ANTI_ENTROPY, "merkle", "");
        AntiEntropyHost host;

        @Override
        public void start(AntiEntropyHost by) {
            host = by;
            sound.start(this);
        }

        @Override
        public void placed(Placement placement) {
            sound.placed(placement);
        }

        @Override
        public void stored(int partition, Key key, Cell before, Cell after) {
            sound.stored(partition, key, before, after);
        }

        @Override
        public void reconcile(int partition, MemberId peer) {
            sound.reconcile(partition, peer);
        }

        @Override
        public void receive(MemberId from, ProtocolMessage message) {
            sound.receive(from, message);
        }

        @Override
        public void stop() {
            sound.stop();
        }

        @Override
        public Codec<ProtocolMessage> codec() {
            return sound.codec();
        }

        @Override
        public Environment environment() {
            return host.environment();
        }

        @Override
        public boolean send(MemberId to, ProtocolMessage message) {
            return host.send(to, message);
        }

        @Override
        public void scan(int partition, CellVisitor visitor) {
            host.scan(partition, visitor);
        }

        @Override
        public boolean offer(MemberId to, int partition, Key key) {
            return host.offer(to, partition, key);
        }

        @Override
        public void reconciled(int partition, MemberId peer, ReconcileOutcome outcome) {
            host.reconciled(partition, peer, outcome);
        }
    }

    private static boolean hidden(Key key) {
        return (key.token().low() & 15) == 5;
    }

    /** One leaf in sixteen is not looked at. */
    private static final class IgnoresALeaf extends Broken {
        @Override
        public void scan(int partition, CellVisitor visitor) {
            host.scan(partition, (key, cell) -> hidden(key) || visitor.visit(key, cell));
        }

        @Override
        public void stored(int partition, Key key, Cell before, Cell after) {
            if (!hidden(key)) {
                sound.stored(partition, key, before, after);
            }
        }
    }

    private static final class OffersToTheWrongPartition extends Broken {
        @Override
        public boolean offer(MemberId to, int partition, Key key) {
            return host.offer(to, partition + 1, key);
        }
    }

    private static final class OffersOnlyHalf extends Broken {
        private int offers;

        @Override
        public boolean offer(MemberId to, int partition, Key key) {
            return offers++ % 2 == 0 || host.offer(to, partition, key);
        }
    }

    private static final class OffersWhatIsEqual extends Broken {
        @Override
        public void reconciled(int partition, MemberId peer, ReconcileOutcome outcome) {
            host.scan(partition, (key, cell) -> {
                host.offer(peer, partition, key);
                return false;
            });
            host.reconciled(partition, peer, outcome);
        }
    }

    private static final class MissesEveryTenthWrite extends Broken {
        private int writes;

        @Override
        public void stored(int partition, Key key, Cell before, Cell after) {
            if (writes++ % 10 != 0) {
                sound.stored(partition, key, before, after);
            }
        }
    }

    private static final class EndsTwice extends Broken {
        @Override
        public void reconciled(int partition, MemberId peer, ReconcileOutcome outcome) {
            host.reconciled(partition, peer, outcome);
            host.reconciled(partition, peer, outcome);
        }
    }

    private static final class NeverGivesUp extends Broken {
        @Override
        public void reconciled(int partition, MemberId peer, ReconcileOutcome outcome) {
            if (outcome != ReconcileOutcome.ABANDONED) {
                host.reconciled(partition, peer, outcome);
            }
        }
    }

    private static final class KeepsItsPlacement extends Broken {
        private boolean placed;

        @Override
        public void placed(Placement placement) {
            if (!placed) {
                sound.placed(placement);
            }
            placed = true;
        }
    }

    private static final class SizesByGuess extends Broken implements Codec<ProtocolMessage> {
        @Override
        public Codec<ProtocolMessage> codec() {
            return this;
        }

        @Override
        public int size(ProtocolMessage message) {
            return 40;
        }

        @Override
        public void encode(ProtocolMessage message, ByteBuffer out) {
            sound.codec().encode(message, out);
        }

        @Override
        public ProtocolMessage decode(ByteBuffer in) {
            return sound.codec().decode(in);
        }
    }

    private static void assertFails(Supplier<AntiEntropy> broken, String test) throws ReflectiveOperationException {
        AntiEntropyContract suite = new AntiEntropyContract() {
            @Override
            protected AntiEntropy strategy() {
                return broken.get();
            }
        };
        Class<?> declaring = suite.getClass().getSuperclass();
        while (true) {
            try {
                Method method = declaring.getDeclaredMethod(test);
                method.setAccessible(true);
                assertThatThrownBy(() -> method.invoke(suite))
                        .isInstanceOf(InvocationTargetException.class)
                        .hasCauseInstanceOf(AssertionError.class);
                return;
            } catch (NoSuchMethodException e) {
                declaring = declaring.getSuperclass();
            }
        }
    }

    @Test
    void aLeafThatIsIgnoredIsNoticed() throws ReflectiveOperationException {
        assertFails(IgnoresALeaf::new, "everyPlantedDifferenceIsOfferedByThoseThatHoldItAndNothingElseIs");
        assertFails(IgnoresALeaf::new, "aSingleDifferenceIsFoundWhereverItLies");
        assertFails(IgnoresALeaf::new, "threeReplicasConvergeThroughPairs");
    }

    @Test
    void wrongOffersAreNoticed() throws ReflectiveOperationException {
        assertFails(OffersOnlyHalf::new, "everyPlantedDifferenceIsOfferedByThoseThatHoldItAndNothingElseIs");
        assertFails(OffersToTheWrongPartition::new, "aSideThatHoldsNothingGetsEverything");
        assertFails(OffersWhatIsEqual::new, "equalSetsAreInSyncAndNothingIsOffered");
    }

    @Test
    void aTreeThatMissedWritesIsNoticed() throws ReflectiveOperationException {
        assertFails(MissesEveryTenthWrite::new, "whatWasToldOfEveryWriteEqualsWhatIsFoundByLooking");
    }

    @Test
    void wrongEndingsAreNoticed() throws ReflectiveOperationException {
        assertFails(EndsTwice::new, "severalPassesAtOnceInEitherDirectionEndOnceEach");
        assertFails(NeverGivesUp::new, "aPeerThatNeverAnswersIsGivenUpOnce");
    }

    @Test
    void aPlacementThatIsNotTakenUpIsNoticed() throws ReflectiveOperationException {
        assertFails(KeepsItsPlacement::new, "aPassOverAPartitionThatChangesItsRangeIsAbandonedOnce");
        assertFails(KeepsItsPlacement::new, "afterANewPlacementItsPartitionsAreCompared");
    }

    @Test
    void sizesThatAreNotExactAreNoticed() throws ReflectiveOperationException {
        assertFails(SizesByGuess::new, "equalSetsAreInSyncAndNothingIsOffered");
    }
}
