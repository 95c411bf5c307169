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
 * sync takes time. To undo what was not synced, the disk keeps, for every key changed since the last sync, the cell it had
 * then; it does so only while {@link #journal} is on, because most runs never cut the power.
 */
public final class SimulatedDisk implements StorageEngine {
    private final StorageEngine engine;
    private final SimulatedHost host;
    private final Map<String, Space> spaces = new LinkedHashMap<>();
    private Delay syncDelay = Delay.NONE;
    private boolean journal;
    private long syncs;

    SimulatedDisk(StorageEngine engine, SimulatedHost host) {
        this.engine = engine;
        this.host = host;
    }

    /** How long a sync takes from now on. */
    public void syncDelay(Delay delay) {
        syncDelay = delay;
    }

    /** Whether to keep what a power cut would need. What was put before counts as synced. */
    public void journal(boolean on) {
        journal = on;
        spaces.values().forEach(space -> space.synced.clear());
    }

    /** How often somebody asked for a sync. */
    public long syncs() {
        return syncs;
    }

    @Override
    public CellSpace space(String name) {
        return spaces.computeIfAbsent(name, n -> new Space(engine.space(n)));
    }

    /** What was put up to now is safe when the sync ends; what is put meanwhile is not. */
    @Override
    public void sync(Runnable durable) {
        syncs++;
        Map<Space, Map<Key, Cell>> covered = new LinkedHashMap<>();
        for (Space space : spaces.values()) {
            covered.put(space, new LinkedHashMap<>(space.unsynced));
        }
        long delay = syncDelay.nanos(Hash.mix(host.identity(), syncs));
        host.afterNanos(delay, () -> {
            covered.forEach(Space::safe);
            durable.run();
        });
    }

    /** The power is cut. */
    void loseUnsynced() {
        spaces.values().forEach(Space::undo);
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public void close() {
        engine.close();
    }

    private final class Space implements CellSpace {
        private final CellSpace cells;
        /** For keys changed since the last sync: what a power cut brings back; null for nothing. */
        private final Map<Key, Cell> synced = new LinkedHashMap<>();
        /** For the same keys: what they hold now; null for nothing. */
        private final Map<Key, Cell> unsynced = new LinkedHashMap<>();

        Space(CellSpace cells) {
            this.cells = cells;
        }

        @Override
        public Cell get(Key key) {
            return cells.get(key);
        }

        @Override
        public void put(Key key, Cell cell) {
            note(key, cell);
            cells.put(key, cell);
        }

        @Override
        public void remove(Key key) {
            note(key, null);
            cells.remove(key);
        }

        private void note(Key key, Cell next) {
            if (journal) {
                if (!synced.containsKey(key)) {
                    synced.put(key, cells.get(key));
                }
                unsynced.put(key, next);
            }
        }

        /** A sync that began when these keys held these cells has ended. */
        void safe(Map<Key, Cell> covered) {
            covered.forEach((key, cell) -> {
                if (unsynced.containsKey(key) && unsynced.get(key) == cell) {
                    unsynced.remove(key);
                    synced.remove(key);
                } else if (synced.containsKey(key)) {
                    synced.put(key, cell);
                }
            });
        }

        void undo() {
            synced.forEach((key, cell) -> {
                if (cell == null) {
                    cells.remove(key);
                } else {
                    cells.put(key, cell);
                }
            });
            synced.clear();
            unsynced.clear();
        }

        @Override
        public void scan(TokenRange range, CellVisitor visitor) {
            cells.scan(range, visitor);
        }

        @Override
        public long size() {
            return cells.size();
        }
    }
}
