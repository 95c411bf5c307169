package dev.hearsay.storage.disk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;

/**
 * The cells of one space that are asked for most, decoded: what an engine on disk would else find and decode again for every
 * operation. Only what was read enters; what is written replaces what is there.
 */
final class CellCache {
    /** What a key and the objects of a cell take besides its bytes, roughly. */
    private static final int OVERHEAD = 300;

    private final Cache<Key, Cell> cells;

    /** @param bytes about so much of the heap */
    CellCache(long bytes) {
        cells = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((Key key, Cell cell) -> OVERHEAD + key.length() + cell.encodedSize())
                .executor(Runnable::run)
                .build();
    }

    /** Null if it is not here. */
    Cell get(Key key) {
        return cells.getIfPresent(key);
    }

    void read(Key key, Cell cell) {
        cells.put(key, cell);
    }

    void written(Key key, Cell cell) {
        if (cells.getIfPresent(key) != null) {
            cells.put(key, cell);
        }
    }

    void forget(Key key) {
        cells.invalidate(key);
    }
}
