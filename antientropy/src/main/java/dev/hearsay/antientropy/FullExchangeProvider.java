package dev.hearsay.antientropy;

import dev.hearsay.api.plugin.Assembly;
import dev.hearsay.api.protocol.AntiEntropy;

/** {@code full-exchange}: every key with its digest, every time. The baseline. */
public final class FullExchangeProvider implements AntiEntropy.Provider {
    @Override
    public String name() {
        return "full-exchange";
    }

    @Override
    public AntiEntropy create(Assembly assembly) {
        return new FullExchange(assembly.settings(FullExchangeSettings.class).limits());
    }
}
