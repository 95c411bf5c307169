package dev.hearsay.api.port;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;

/**
 * What lay under a key was damaged and has been set aside. What else is known of the key may lack what the damaged cell knew, so the
 * replica must answer neither with it nor as if nothing were there.
 */
public final class DamagedCell extends StorageException {
    private static final long serialVersionUID = 1L;

    private final transient Key key;
    private final transient Cell since;

    /** @param since what was put since; null if nothing */
    public DamagedCell(Key key, Cell since) {
        super("the cell of a key is damaged");
        this.key = key;
        this.since = since;
    }

    public Key key() {
        return key;
    }

    /** What was put since the damage; null if nothing. To be merged with what is put next, and with nothing else. */
    public Cell since() {
        return since;
    }
}
