package dev.hearsay.node.quorum;

import dev.hearsay.api.plugin.Assembly;
import dev.hearsay.api.rule.QuorumPolicy;

/** Makes the {@code strict} quorum policy. */
public final class StrictQuorumProvider implements QuorumPolicy.Provider {
    /** There is nothing to set. */
    record StrictSettings() {}

    @Override
    public String name() {
        return "strict";
    }

    @Override
    public QuorumPolicy create(Assembly assembly) {
        assembly.settings(StrictSettings.class);
        return new StrictQuorum();
    }
}
