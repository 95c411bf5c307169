package dev.hearsay.partitioning;

import dev.hearsay.api.plugin.Assembly;
import dev.hearsay.api.rule.Partitioner;

/** {@code mod-360}: one of 360 places per member. */
public final class Mod360Provider implements Partitioner.Provider {
    @Override
    public String name() {
        return "mod-360";
    }

    @Override
    public Partitioner create(Assembly assembly) {
        return new Mod360(assembly.settings(Mod360Settings.class));
    }
}
