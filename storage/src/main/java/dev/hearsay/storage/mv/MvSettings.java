package dev.hearsay.storage.mv;

import dev.hearsay.api.plugin.Size;
import java.time.Duration;

/** {@code hearsay.storage.mvstore}. */
record MvSettings(Size cache, Size cellCache, Size writeBuffer, Duration commitDelay, Size quarantine) {
    static final int MIB = 1 << 20;

    MvSettings {
        if (cache.bytes() < MIB || writeBuffer.bytes() < MIB) {
            throw new IllegalArgumentException("cache and write-buffer must be at least 1MiB");
        }
        if (commitDelay.isNegative() || commitDelay.isZero()) {
            throw new IllegalArgumentException("commit-delay must be longer than 0");
        }
    }
}
