package dev.hearsay.cli.bench;

import dev.hearsay.api.Key;
import java.util.concurrent.atomic.AtomicReference;

/** A key, and what was seen of it last. */
final class Slot {
    private final Key key;
    private final AtomicReference<Seen> seen = new AtomicReference<>(Seen.NONE);

    Slot(Key key) {
        this.key = key;
    }

    Key key() {
        return key;
    }

    Seen seen() {
        return seen.get();
    }

    /** @param room for what is kept; if there is none, nothing is, and the next write is blind */
    void saw(Seen latest, Room room) {
        Seen kept = room.has(latest.bytes()) ? latest : Seen.NONE;
        room.took(kept.bytes() - seen.getAndSet(kept).bytes());
    }
}
