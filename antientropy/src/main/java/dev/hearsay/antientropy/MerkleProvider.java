package dev.hearsay.antientropy;

import dev.hearsay.api.plugin.Assembly;
import dev.hearsay.api.protocol.AntiEntropy;

/** {@code merkle}: a hash tree per partition says where to look. */
public final class MerkleProvider implements AntiEntropy.Provider {
    @Override
    public String name() {
        return "merkle";
    }

    @Override
    public AntiEntropy create(Assembly assembly) {
        MerkleSettings settings = assembly.settings(MerkleSettings.class);
        return new Merkle(settings.shape(), settings.limits());
    }
}
