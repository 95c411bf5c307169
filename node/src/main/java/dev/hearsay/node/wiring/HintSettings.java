package dev.hearsay.node.wiring;

import dev.hearsay.api.plugin.Size;
import java.time.Duration;

/** {@code hearsay.hints}. */
public record HintSettings(boolean deliver, Size limit, Duration ttl, Duration interval, int batch) {
    public HintSettings {
        Checks.positive("ttl", ttl);
        Checks.positive("interval", interval);
        Checks.positive("batch", batch);
    }

    HintSettings share(int lanes) {
        return new HintSettings(deliver, new Size(limit.bytes() / lanes), ttl, interval, Math.max(1, batch / lanes));
    }
}
