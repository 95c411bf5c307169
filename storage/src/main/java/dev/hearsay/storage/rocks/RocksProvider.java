package dev.hearsay.storage.rocks;

import dev.hearsay.api.plugin.Assembly;
import dev.hearsay.api.port.StorageEngine;

/** {@code rocksdb}: on disk, behind a write-ahead log. */
public final class RocksProvider implements StorageEngine.Provider {
    @Override
    public String name() {
        return "rocksdb";
    }

    @Override
    public StorageEngine create(Assembly assembly) {
        return new RocksEngine(assembly.settings(RocksSettings.class), assembly.versioning());
    }
}
