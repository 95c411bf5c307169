package dev.hearsay.node.quorum;

import dev.hearsay.api.plugin.Assembly;
import dev.hearsay.api.rule.QuorumPolicy;

/** Makes the {@code sloppy} quorum policy. */
public final class SloppyQuorumProvider implements QuorumPolicy.Provider {
    /** There is nothing to set. */
    record SloppySettings() {}

    @Override
    public String name() {
        return "sloppy";
    }

    @Override
    public QuorumPolicy create(Assembly assembly) {
        assembly.settings(SloppySettings.class);
        return new SloppyQuorum();
    }
}
