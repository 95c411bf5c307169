package dev.hearsay.versioning;

import dev.hearsay.api.plugin.Assembly;
import dev.hearsay.api.rule.Versioning;

/** Provides {@code dotted}. */
public final class DottedProvider implements Versioning.Provider {
    @Override
    public String name() {
        return "dotted";
    }

    @Override
    public Versioning create(Assembly assembly) {
        assembly.settings(Settings.class);
        return new DottedVersioning(Scheme.DOTTED);
    }

    /** Nothing to set; bound all the same, so that a stray key is refused. */
    record Settings() {}
}
