package dev.hearsay.antientropy;

import dev.hearsay.api.plugin.Assembly;
import dev.hearsay.api.protocol.AntiEntropy;

/** Makes {@code none}. */
public final class NoneProvider implements AntiEntropy.Provider {
    /** There is nothing to set. */
    record NoneSettings() {}

    @Override
    public String name() {
        return "none";
    }

    @Override
    public AntiEntropy create(Assembly assembly) {
        assembly.settings(NoneSettings.class);
        return new NoAntiEntropy();
    }
}
