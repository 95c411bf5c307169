package dev.hearsay.partitioning;

import dev.hearsay.api.plugin.Assembly;
import dev.hearsay.api.rule.Partitioner;

/** {@code token-ring}: T random places per member. */
public final class TokenRingProvider implements Partitioner.Provider {
    @Override
    public String name() {
        return "token-ring";
    }

    @Override
    public Partitioner create(Assembly assembly) {
        return new TokenRing(assembly.settings(TokenRingSettings.class));
    }
}
