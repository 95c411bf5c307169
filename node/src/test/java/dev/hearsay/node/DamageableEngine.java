package dev.hearsay.node;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.TokenRange;
import dev.hearsay.api.port.CellSpace;
import dev.hearsay.api.port.CellVisitor;
import dev.hearsay.api.port.DamagedCell;
import dev.hearsay.api.port.StorageEngine;
import dev.hearsay.api.port.StorageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An engine in memory of which cells can be damaged, and whose disk can be full. */
final class DamageableEngine implements StorageEngine {
    private final StorageEngine engine;
    private final Map<String, Space> spaces = new HashMap<>();
    private long quarantined;
    boolean full;
    int unreadable;

    DamageableEngine(StorageEngine engine) {
        this.engine = engine;
    }

    void damage(String key) {
        Space space = (Space) space("data");
        space.damaged.add(Key.of(key));
        space.cells.remove(Key.of(key));
        quarantined++;
    }

    boolean isDamaged(String key) {
        return ((Space) space("data")).damaged.contains(Key.of(key));
    }

    @Override
    public CellSpace space(String name) {
        return spaces.computeIfAbsent(name, unused -> new Space(engine.space(name)));
    }

    @Override
    public void sync(Runnable durable) {
        engine.sync(durable);
    }

    @Override
    public boolean durable() {
        return engine.durable();
    }

    @Override
    public boolean takesWrites() {
        return !full;
    }

    @Override
    public long quarantined() {
        return quarantined;
    }

    @Override
    public void close() {
        engine.close();
    }

    private final class Space implements CellSpace {
        private final CellSpace cells;
        private final List<Key> damaged = new ArrayList<>();

        Space(CellSpace cells) {
            this.cells = cells;
        }

        @Override
        public Cell get(Key key) {
            if (damaged.contains(key)) {
                throw new DamagedCell(key, cells.get(key));
            }
            return cells.get(key);
        }

        @Override
        public void put(Key key, Cell cell) {
            if (full) {
                throw new StorageException("no space left", null);
            }
            cells.put(key, cell);
        }

        @Override
        public void remove(Key key) {
            damaged.remove(key);
            cells.remove(key);
        }

        @Override
        public void scan(TokenRange range, CellVisitor visitor) {
            if (unreadable > 0 && this == spaces.get("data")) {
                unreadable--;
                throw new StorageException("too many open files", null);
            }
            damaged.stream().filter(key -> range.contains(key.token())).forEach(visitor::damaged);
            cells.scan(range, (key, cell) -> damaged.contains(key) || visitor.visit(key, cell));
        }

        @Override
        public void restored(Key key) {
            damaged.remove(key);
        }

        @Override
        public long size() {
            return cells.size();
        }
    }
}
