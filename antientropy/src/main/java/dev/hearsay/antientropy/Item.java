package dev.hearsay.antientropy;

import dev.hearsay.api.Key;

/**
 * What one side says of one key: the digest of the cell it holds, or that it holds none.
 *
 * @param digest 0 if nothing is held
 */
record Item(Key key, boolean held, long digest) {
    static Item held(Key key, long digest) {
        return new Item(key, true, digest);
    }

    static Item missing(Key key) {
        return new Item(key, false, 0);
    }

    boolean differsFrom(Item other) {
        return held != other.held || digest != other.digest;
    }
}
