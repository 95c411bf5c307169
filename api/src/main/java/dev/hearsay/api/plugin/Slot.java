package dev.hearsay.api.plugin;

import dev.hearsay.api.port.StorageEngine;
import dev.hearsay.api.protocol.AntiEntropy;
import dev.hearsay.api.protocol.Membership;
import dev.hearsay.api.rule.FailureDetector;
import dev.hearsay.api.rule.Partitioner;
import dev.hearsay.api.rule.QuorumPolicy;
import dev.hearsay.api.rule.Versioning;

/** The places where a design decision is made, and the section of the configuration that makes it. */
public enum Slot {
    PARTITIONER("partitioner", Partitioner.Provider.class),
    VERSIONING("versioning", Versioning.Provider.class),
    MEMBERSHIP("membership", Membership.Provider.class),
    DETECTOR("detector", FailureDetector.Provider.class),
    ANTI_ENTROPY("anti-entropy", AntiEntropy.Provider.class),
    QUORUM("quorum", QuorumPolicy.Provider.class),
    STORAGE("storage", StorageEngine.Provider.class);

    private final String section;
    private final Class<? extends StrategyProvider<?>> provider;

    Slot(String section, Class<? extends StrategyProvider<?>> provider) {
        this.section = section;
        this.provider = provider;
    }

    /** The key under {@code hearsay}: {@code hearsay.<section>.use} names the strategy. */
    public String section() {
        return section;
    }

    /** The service that ServiceLoader looks for. */
    public Class<? extends StrategyProvider<?>> provider() {
        return provider;
    }
}
