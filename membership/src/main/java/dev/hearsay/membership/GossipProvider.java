package dev.hearsay.membership;

import dev.hearsay.api.plugin.Assembly;
import dev.hearsay.api.protocol.Membership;

/** Makes {@code gossip} membership. */
public final class GossipProvider implements Membership.Provider {
    @Override
    public String name() {
        return "gossip";
    }

    @Override
    public Membership create(Assembly assembly) {
        return new GossipMembership(assembly.settings(GossipSettings.class));
    }
}
