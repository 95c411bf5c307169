package dev.hearsay.storage;

import dev.hearsay.api.port.CellSpace;
import dev.hearsay.api.port.StorageEngine;
import java.util.Map;
import java.util.TreeMap;

/** Spaces in the heap. Nothing survives {@link #close}, so a sync has nothing to wait for. */
final class MemoryEngine implements StorageEngine {
    private final Map<String, MemorySpace> spaces = new TreeMap<>();

    @Override
    public CellSpace space(String name) {
        return spaces.computeIfAbsent(name, unused -> new MemorySpace());
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
