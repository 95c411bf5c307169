package dev.hearsay.observer.workload;

import dev.hearsay.api.Key;

/**
 * The keys of a workload, numbered from 0. Immutable; made once and shared by all runs, for a key's token is a digest.
 *
 * <p>A clustered key space takes only names whose token lies in the first {@code share} of the ring.
 */
public final class KeySpace {
    private final Key[] keys;

    private KeySpace(Key[] keys) {
        this.keys = keys;
    }

    /** @param share of the ring on which the keys lie, above 0 and up to 1 */
    static KeySpace of(int size, double share) {
        Key[] keys = new Key[size];
        long name = 0;
        for (int i = 0; i < size; name++) {
            Key key = Key.of("k" + name);
            if (share >= 1 || (key.token().high() >>> 11) * 0x1.0p-53 < share) {
                keys[i++] = key;
            }
        }
        return new KeySpace(keys);
    }

    public int size() {
        return keys.length;
    }

    public Key key(int index) {
        return keys[index];
    }
}
