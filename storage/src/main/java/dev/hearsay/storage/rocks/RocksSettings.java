package dev.hearsay.storage.rocks;

import dev.hearsay.api.plugin.Size;

/** {@code hearsay.storage.rocksdb}. */
record RocksSettings(Size blockCache, Size cellCache, Size writeBuffer, Size backgroundRate, Size quarantine) {
    private static final long LEAST = 1 << 20;

    RocksSettings {
        if (blockCache.bytes() < LEAST || writeBuffer.bytes() < LEAST) {
            throw new IllegalArgumentException("block-cache and write-buffer must be at least 1MiB");
        }
        if (backgroundRate.bytes() < LEAST) {
            throw new IllegalArgumentException("background-rate, bytes per second, must be at least 1MiB");
        }
    }
}
