package dev.hearsay.node;

import dev.hearsay.api.Key;
import java.util.HashSet;
import java.util.Set;

/**
 * The keys to which this incarnation names no more writes, because their cells were damaged while it lived. It may have given dots that only a hint
 * or a message on its way still has, and nobody can tell it which; the next incarnation gives others.
 *
 * <p>If there are too many of them, all keys are in doubt. They are not written down: a process never comes back as the incarnation that it was,
 * and the engine of a simulated node, which may, damages nothing.
 */
final class Doubts {
    private final int limit;
    private final Set<Key> keys = new HashSet<>();
    private boolean all;

    Doubts(int limit) {
        this.limit = limit;
    }

    void add(Key key) {
        if (all || keys.contains(key)) {
            return;
        }
        if (keys.size() >= limit) {
            all = true;
            keys.clear();
        } else {
            keys.add(key);
        }
    }

    boolean contains(Key key) {
        return all || keys.contains(key);
    }
}
