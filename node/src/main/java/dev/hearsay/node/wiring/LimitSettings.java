package dev.hearsay.node.wiring;

import dev.hearsay.api.plugin.Size;

/** {@code hearsay.limits}: for client writes only. */
public record LimitSettings(Size value, Size valueWarn, int siblings, int siblingsWarn) {
    public LimitSettings {
        Checks.positive("value", value.bytes());
        Checks.positive("value-warn", valueWarn.bytes());
        Checks.positive("siblings", siblings);
        Checks.positive("siblings-warn", siblingsWarn);
    }
}
