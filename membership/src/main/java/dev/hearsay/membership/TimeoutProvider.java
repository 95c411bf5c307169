package dev.hearsay.membership;

import dev.hearsay.api.plugin.Assembly;
import dev.hearsay.api.rule.FailureDetector;

/** Makes the {@code timeout} detector. */
public final class TimeoutProvider implements FailureDetector.Provider {
    @Override
    public String name() {
        return "timeout";
    }

    @Override
    public FailureDetector create(Assembly assembly) {
        return new TimeoutDetector(assembly.settings(TimeoutSettings.class));
    }
}
