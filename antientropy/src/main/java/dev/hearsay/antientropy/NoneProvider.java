package dev.hearsay.antientropy;

import dev.hearsay.api.plugin.Assembly;
import dev.hearsay.api.protocol.AntiEntropy;

/** {@code none}: nothing is compared; read repair and hints are the only ways to converge. For ablations. */
public final class NoneProvider implements AntiEntropy.Provider {
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
