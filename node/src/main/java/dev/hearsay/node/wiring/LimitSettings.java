package dev.hearsay.node.wiring;

import dev.hearsay.api.plugin.Size;

/** {@code hearsay.limits}: for client writes only. */
public record LimitSettings(Size value, Size valueWarn, Size cell, int siblings, int siblingsWarn) {
    public LimitSettings {
        Checks.positive("value", value.bytes());
        Checks.positive("value-warn", valueWarn.bytes());
        if (cell.bytes() < value.bytes()) {
            throw new IllegalArgumentException("cell must not be less than value");
        }
        Checks.positive("siblings", siblings);
        Checks.positive("siblings-warn", siblingsWarn);
    }
}
