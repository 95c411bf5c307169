package dev.hearsay.antientropy;

import dev.hearsay.api.plugin.Slot;
import dev.hearsay.api.protocol.AntiEntropy;
import dev.hearsay.testkit.ReferenceAssembly;
import dev.hearsay.testkit.antientropy.AntiEntropyContract;

class NoAntiEntropyTest extends AntiEntropyContract {
    @Override
    protected AntiEntropy strategy() {
        return ReferenceAssembly.make(AntiEntropy.Provider.class, Slot.ANTI_ENTROPY, "none", "");
    }

    @Override
    protected boolean findsDifferences() {
        return false;
    }
}
