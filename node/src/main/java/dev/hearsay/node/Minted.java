package dev.hearsay.node;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.TokenRange;
import dev.hearsay.api.port.CellSpace;
import dev.hearsay.api.port.StorageException;
import dev.hearsay.api.rule.Versioning;
import java.util.HashMap;
import java.util.Map;

/**
 * The writes that this node has named and that its own replica does not hold yet.
 *
 * <p>A coordinator sends a write to itself as it sends it to the others, and until that message arrives its replica does not know
 * the write. Were the next write to the key named on top of the replica's cell alone, it could get the same dot. So what was
 * named last is kept here, with the data if the next life may have the same incarnation, until the replica's cell covers it.
 *
 * <p><b>Invariant:</b> for every key, the replica's cell merged with this register knows every event that this incarnation ever
 * named for the key.
 */
final class Minted {
    private final Versioning versioning;
    /** Null if the register need not outlast this life. */
    private final CellSpace space;

    private final int limit;
    private final long mostBytes;
    private final Map<Key, Cell> cells = new HashMap<>();
    private long bytes;

    /** @param mostBytes of cells, beyond which nothing is named */
    Minted(Versioning versioning, CellSpace space, int limit, long mostBytes) {
        this.versioning = versioning;
        this.space = space;
        this.limit = limit;
        this.mostBytes = mostBytes;
        if (space != null) {
            space.scan(TokenRange.RING, (key, cell) -> {
                hold(key, cell);
                return true;
            });
        }
    }

    /** The cell on top of which the next write to the key is named. */
    Cell base(Key key, Cell replica) {
        Cell register = cells.isEmpty() ? null : cells.get(key);
        return register == null ? replica : versioning.merge(replica, register);
    }

    /** Keeps what was just named. False: there are too many writes that the replica has not stored, or the disk does not take it. */
    boolean keep(Key key, Cell cell) {
        if (bytes >= mostBytes || cells.size() >= limit && !cells.containsKey(key)) {
            return false;
        }
        try {
            if (space != null) {
                space.put(key, cell);
            }
        } catch (StorageException e) {
            return false;
        }
        hold(key, cell);
        return true;
    }

    private void hold(Key key, Cell cell) {
        Cell before = cells.put(key, cell);
        bytes += cell.encodedSize() - (before == null ? 0 : before.encodedSize());
    }

    /** Keys with writes that the replica has not stored. */
    int size() {
        return cells.size();
    }

    /** The replica's cell of a key is now this. */
    void stored(Key key, Cell replica) {
        if (cells.isEmpty()) {
            return;
        }
        Cell register = cells.get(key);
        if (register != null
                && (register == replica || versioning.merge(replica, register).equals(replica))) {
            cells.remove(key);
            bytes -= register.encodedSize();
            if (space != null) {
                space.remove(key);
            }
        }
    }
}
