package dev.hearsay.membership;

import dev.hearsay.api.plugin.Assembly;
import dev.hearsay.api.protocol.Membership;

/** Makes {@code static} membership. */
public final class StaticProvider implements Membership.Provider {
    /** There is nothing to set. */
    record StaticSettings() {}

    @Override
    public String name() {
        return "static";
    }

    @Override
    public Membership create(Assembly assembly) {
        assembly.settings(StaticSettings.class);
        return new StaticMembership();
    }
}
