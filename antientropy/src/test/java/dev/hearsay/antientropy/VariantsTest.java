package dev.hearsay.antientropy;

import dev.hearsay.api.plugin.Slot;
import dev.hearsay.api.protocol.AntiEntropy;
import dev.hearsay.testkit.ReferenceAssembly;
import dev.hearsay.testkit.antientropy.AntiEntropyContract;
import org.junit.jupiter.api.Nested;

/** The contract under settings far from those of the reference file. */
class VariantsTest {
    private static AntiEntropy make(String strategy, String changes) {
        return ReferenceAssembly.make(AntiEntropy.Provider.class, Slot.ANTI_ENTROPY, strategy, changes);
    }

    @Nested
    class MerkleOfFourLeavesInShortPages extends AntiEntropyContract {
        @Override
        protected AntiEntropy strategy() {
            return make("merkle", "fanout = 2, depth = 2, combine = xor, max-keys = 150");
        }
    }

    @Nested
    class MerkleDeepAndWithoutADelay extends AntiEntropyContract {
        @Override
        protected AntiEntropy strategy() {
            return make("merkle", "fanout = 4, depth = 10, recheck = 0");
        }

        @Override
        protected boolean sparesWritesInFlight() {
            return false;
        }
    }

    @Nested
    class MerkleFlatAndWithASecondRecheck extends AntiEntropyContract {
        @Override
        protected AntiEntropy strategy() {
            return make("merkle", "fanout = 256, depth = 1, recheck = 2");
        }
    }

    @Nested
    class FullExchangeInPagesOfSeven extends AntiEntropyContract {
        @Override
        protected AntiEntropy strategy() {
            return make("full-exchange", "page-size = 7");
        }

        @Override
        protected int messagesWhenEqual(int keys) {
            return 2 * ((keys + 6) / 7);
        }
    }
}
