package dev.hearsay.node.wiring;

import dev.hearsay.api.plugin.Size;

/** {@code hearsay.limits}: for client writes only. */
public record LimitSettings(Size value, int siblings) {
    public LimitSettings {
        Checks.positive("value", value.bytes());
        Checks.positive("siblings", siblings);
    }
}
