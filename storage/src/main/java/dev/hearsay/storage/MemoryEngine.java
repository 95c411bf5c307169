package dev.hearsay.storage;

import dev.hearsay.api.Arc;
import dev.hearsay.api.port.CellSpace;
import dev.hearsay.api.port.StorageEngine;
import dev.hearsay.api.port.StorageHost;
import java.util.Map;
import java.util.TreeMap;

/** Spaces in the heap. Nothing survives {@link #close}, so a sync has nothing to wait for. */
final class MemoryEngine implements StorageEngine {
    private final Map<String, MemorySpace> spaces = new TreeMap<>();

    @Override
    public CellSpace space(String name) {
        return spaces.computeIfAbsent(name, unused -> new MemorySpace());
    }

    /** Lanes have nothing in common that could be lost, so each has an engine of its own. */
    @Override
    public StorageEngine lane(Arc arc, StorageHost host) {
        return new MemoryEngine();
    }

    @Override
    public void sync(Runnable durable) {
        durable.run();
    }

    @Override
    public boolean durable() {
        return false;
    }

    @Override
    public void close() {
        spaces.clear();
    }
}
