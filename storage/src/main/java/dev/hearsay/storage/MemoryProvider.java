package dev.hearsay.storage;

import dev.hearsay.api.plugin.Assembly;
import dev.hearsay.api.port.StorageEngine;

/** {@code memory}: everything in the heap, nothing across a restart. */
public final class MemoryProvider implements StorageEngine.Provider {
    @Override
    public String name() {
        return "memory";
    }

    @Override
    public StorageEngine create(Assembly assembly) {
        assembly.settings(MemorySettings.class);
        return new MemoryEngine();
    }
}
