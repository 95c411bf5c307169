package dev.hearsay.transport.inmem.sim;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.TokenRange;
import dev.hearsay.api.port.CellSpace;
import dev.hearsay.api.port.CellVisitor;
import dev.hearsay.api.port.StorageEngine;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A disk under a storage engine: what was put is there for the next process, what was synced survives a power cut too, and a
 * sync takes time.
 */
public final class SimulatedDisk implements StorageEngine {
    private final StorageEngine engine;
    private final SimulatedHost host;
    private final Map<String, Space> spaces = new LinkedHashMap<>();
    private final UnsyncedWrites unsynced = new UnsyncedWrites();
    private final long identity;
    private long syncs;

    SimulatedDisk(StorageEngine engine, SimulatedHost host) {
        this.engine = engine;
        this.host = host;
        this.identity = host.simulation().streams().hash("disk", host.address().toString());
    }

    /** How long a sync takes from now on, on this disk and on those that replace it. */
    public void syncDelay(Delay delay) {
        host.diskOptions(host.diskOptions().withSync(delay));
    }

    /** How often somebody asked for a sync. */
    public long syncs() {
        return syncs;
    }

    @Override
    public CellSpace space(String name) {
        return spaces.computeIfAbsent(name, n -> new Space(n, engine.space(n)));
    }

    /** What was put up to now is safe when the sync ends; what is put meanwhile is not. */
    @Override
    public void sync(Runnable durable) {
        syncs++;
        DiskOptions options = host.diskOptions();
        long nanos = (long) (options.slow() * options.sync().nanos(Hash.mix(identity, syncs)));
        long covered = unsynced.beginSync();
        host.afterNanos(nanos, () -> {
            unsynced.endSync(covered);
            durable.run();
        });
    }

    /** The power is cut. */
    void loseUnsynced() {
        unsynced.undo((space, key, cell) -> {
            CellSpace cells = engine.space(space);
            if (cell == null) {
                cells.remove(key);
            } else {
                cells.put(key, cell);
            }
        });
    }

    /** What was put before counts as synced. */
    void forgetUnsynced() {
        unsynced.clear();
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public boolean takesWrites() {
        return engine.takesWrites();
    }

    @Override
    public long quarantined() {
        return engine.quarantined();
    }

    /** The process lets go of it; what is on it stays for the next one. */
    @Override
    public void close() {}

    /** The disk itself is gone. */
    void destroy() {
        engine.close();
    }

    private final class Space implements CellSpace {
        private final String name;
        private final CellSpace cells;

        Space(String name, CellSpace cells) {
            this.name = name;
            this.cells = cells;
        }

        @Override
        public Cell get(Key key) {
            return cells.get(key);
        }

        @Override
        public void put(Key key, Cell cell) {
            note(key);
            cells.put(key, cell);
        }

        @Override
        public void remove(Key key) {
            note(key);
            cells.remove(key);
        }

        private void note(Key key) {
            if (host.diskOptions().journal()) {
                unsynced.note(name, key, cells);
            }
        }

        @Override
        public void scan(TokenRange range, CellVisitor visitor) {
            cells.scan(range, visitor);
        }

        @Override
        public void restored(Key key) {
            cells.restored(key);
        }

        @Override
        public long size() {
            return cells.size();
        }
    }
}
