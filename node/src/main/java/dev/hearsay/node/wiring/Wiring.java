package dev.hearsay.node.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Need;
import dev.hearsay.api.plugin.Origins;
import dev.hearsay.api.plugin.Slot;
import dev.hearsay.api.plugin.StrategyProvider;
import dev.hearsay.api.port.StorageEngine;
import dev.hearsay.api.protocol.AntiEntropy;
import dev.hearsay.api.protocol.Membership;
import dev.hearsay.api.rule.FailureDetector;
import dev.hearsay.api.rule.Partitioner;
import dev.hearsay.api.rule.QuorumPolicy;
import dev.hearsay.api.rule.Versioning;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/**
 * From a configuration to strategies. Rules without memory are made once and shared by all nodes; what keeps state is made for
 * each node.
 */
public final class Wiring extends AbstractModule {
    private final HearsayConfig config;
    private final Map<Slot, SectionAssembly> assemblies = new EnumMap<>(Slot.class);
    private Versioning versioning;

    public Wiring(HearsayConfig config) {
        this.config = config;
        for (Slot slot : Slot.values()) {
            String path =
                    "hearsay." + slot.section() + "." + config.provider(slot).name();
            assemblies.put(slot, new SectionAssembly(config.config(), path, () -> versioning));
            config.provider(slot).needs().forEach(need -> check(slot, need));
        }
    }

    private void check(Slot slot, Need need) {
        String used = config.provider(need.slot()).name();
        if (!need.anyOf().contains(used)) {
            String section = need.slot().section();
            throw new ConfigurationException(
                    Origins.at(config.config().getValue("hearsay." + slot.section() + ".use")) + "the "
                            + slot.section() + " " + config.provider(slot).name() + " does not go with the " + section
                            + " " + used + ", because " + need.why() + "; set hearsay." + section + ".use to "
                            + String.join(" or ", need.anyOf()));
        }
    }

    private <S> S make(Slot slot, Class<S> contract) {
        StrategyProvider<?> provider = config.provider(slot);
        return contract.cast(provider.create(assemblies.get(slot)));
    }

    @Provides
    NodeSettings settings() {
        return config.settings();
    }

    @Provides
    @Singleton
    Versioning versioning() {
        versioning = make(Slot.VERSIONING, Versioning.class);
        return versioning;
    }

    @Provides
    @Singleton
    Partitioner partitioner() {
        return make(Slot.PARTITIONER, Partitioner.class);
    }

    @Provides
    @Singleton
    QuorumPolicy quorumPolicy() {
        return make(Slot.QUORUM, QuorumPolicy.class);
    }

    @Provides
    FailureDetector detector() {
        return make(Slot.DETECTOR, FailureDetector.class);
    }

    @Provides
    Membership membership() {
        return make(Slot.MEMBERSHIP, Membership.class);
    }

    @Provides
    AntiEntropy antiEntropy(Versioning before) {
        return make(Slot.ANTI_ENTROPY, AntiEntropy.class);
    }

    @Provides
    StorageEngine storage(Versioning before) {
        return make(Slot.STORAGE, StorageEngine.class);
    }
}
