package dev.hearsay.versioning;

import dev.hearsay.api.plugin.Assembly;
import dev.hearsay.api.rule.Versioning;

/** Provides {@code vector-clock}, in its two granularities. */
public final class VectorClockProvider implements Versioning.Provider {
    @Override
    public String name() {
        return "vector-clock";
    }

    @Override
    public Versioning create(Assembly assembly) {
        VectorClockSettings settings = assembly.settings(VectorClockSettings.class);
        return switch (settings.granularity()) {
            case PER_VERSION -> new PerVersionClocks(settings.maxEntries());
            case PER_CELL -> new PerCellClock(settings.maxEntries());
        };
    }
}
