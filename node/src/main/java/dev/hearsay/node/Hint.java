package dev.hearsay.node;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.port.Wire;
import java.nio.ByteBuffer;

/** A cell kept for an owner that did not answer. In storage its key is (owner, time of creation, key). */
final class Hint {
    /** What the objects of a hint, its keys and its cell take besides their bytes: 670 to 700, as measured with short and long values. */
    private static final int OVERHEAD = 700;

    final MemberId owner;
    final Key key;
    final long createdMillis;
    final Key storageKey;
    Cell cell;
    /** The delivery that waits for an acknowledgement; 0 if none does. */
    long delivery;
    /** To whom it is on its way. */
    MemberId sentTo;
    /** The cell that is on its way. */
    Cell sent;

    Hint(MemberId owner, Key key, long createdMillis, Cell cell) {
        this(owner, key, createdMillis, cell, storageKey(owner, key, createdMillis));
    }

    private Hint(MemberId owner, Key key, long createdMillis, Cell cell, Key storageKey) {
        this.owner = owner;
        this.key = key;
        this.createdMillis = createdMillis;
        this.cell = cell;
        this.storageKey = storageKey;
    }

    /** A hint as it was found in storage. */
    static Hint restored(Key storageKey, Cell cell) {
        ByteBuffer in = ByteBuffer.wrap(storageKey.bytes());
        MemberId owner = Wire.member(in);
        long created = Wire.number(in);
        return new Hint(owner, Wire.key(in), created, cell, storageKey);
    }

    private static Key storageKey(MemberId owner, Key key, long created) {
        ByteBuffer out = ByteBuffer.allocate(Wire.size(owner) + Wire.size(created) + Wire.size(key));
        Wire.put(out, owner);
        Wire.put(out, created);
        Wire.put(out, key);
        return Key.of(out.array());
    }

    /** Bytes that count against the limit: hints are held in the heap as well. */
    int size() {
        return OVERHEAD + 2 * storageKey.length() + cell.encodedSize();
    }
}
