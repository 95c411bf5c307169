package dev.hearsay.node.wiring;

import dev.hearsay.api.plugin.Size;
import java.time.Duration;

/** {@code hearsay.anti-entropy}, apart from the strategy's own section. */
public record AntiEntropySettings(String use, Duration interval, int concurrency, Size byteBudget) {
    public AntiEntropySettings {
        Checks.positive("interval", interval);
        Checks.positive("concurrency", concurrency);
        Checks.positive("byte-budget", byteBudget.bytes());
    }

    AntiEntropySettings share(int lanes) {
        return new AntiEntropySettings(
                use, interval, Math.max(1, concurrency / lanes), new Size(Math.max(1, byteBudget.bytes() / lanes)));
    }

    /** Whether anybody compares anything. */
    public boolean enabled() {
        return !use.equals("none");
    }
}
