package dev.hearsay.storage.disk;

import dev.hearsay.api.Arc;
import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.Token;
import dev.hearsay.api.TokenRange;
import dev.hearsay.api.port.CellSpace;
import dev.hearsay.api.port.CellVisitor;
import dev.hearsay.api.port.DamagedCell;
import dev.hearsay.api.port.StorageException;
import java.util.HashMap;
import java.util.Map;

/**
 * A space of {@linkplain CellRecord records} in an ordered map of bytes, which is all that an engine has to bring.
 *
 * <p><b>Damage.</b> A damaged record goes to the {@link Quarantine}, and in its place is put a record that is not whole and holds nothing. Puts
 * fill that one, and it stays not whole, until somebody says that the key is restored. So that a key is damaged is written where its cell
 * is, synced with it, and costs a key that is not damaged nothing.
 *
 * <p>How many keys there are is counted when the space is opened and kept from then on. A put has to know for that whether its key is new; a
 * node looks at what it has before it puts, so what was looked at last is remembered.
 */
public abstract class DiskSpace implements CellSpace {
    private final String name;
    private final DiskParts parts;
    private final CellRecord records;
    private final RecentCells recent = new RecentCells();
    private final CellRing ring;
    private final int number;
    /** What an engine that writes at the end of a turn cannot read yet; null for what was removed. */
    private final Map<Key, Cell> pending = new HashMap<>();

    private long size;
    private Key lookedAt;
    private Held held;
    private int scans;
    private boolean closed;

    /** What there is of a key. */
    private enum Held {
        NOTHING,
        ALL,
        /** What was put since the rest was damaged. */
        A_PART
    }

    protected DiskSpace(String name, DiskParts parts) {
        this.name = name;
        this.parts = parts;
        this.records = new CellRecord(parts.versioning());
        this.ring = parts.ring();
        this.number = ring.space();
    }

    /**
     * The record of a key; null if there is none.
     *
     * @throws Unreadable if there is one, or may be one, and it is damaged
     * @throws StorageException if the disk cannot be read now
     */
    protected abstract byte[] read(byte[] key) throws Unreadable;

    /**
     * Now, or at the end of the turn; then {@link #turnEnded} is to be called.
     *
     * @throws StorageException if the disk did not take it
     */
    protected abstract void write(byte[] key, byte[] record);

    /** As {@link #write}. */
    protected abstract void delete(byte[] key);

    /** Ends the turn here, if there are writes that wait for it: what follows has to read them. */
    protected void endTurn() {}

    /** Of the records from this key on. */
    protected abstract Cursor from(byte[] first);

    /** To be called once it can be read. */
    protected final void count() {
        size = 0;
        Arc arc = parts.arc();
        byte[] first = arc.isFirst() ? new byte[0] : StoredKey.of(arc.range().start());
        try (Cursor all = from(first)) {
            while (all.next() && !StoredKey.isBehind(all.key(), arc)) {
                size += StoredKey.isIn(all.key(), arc) ? 1 : 0;
            }
        }
    }

    /** After a failed write: nothing depends on the number but what is shown. */
    private void recount() {
        long before = size;
        try {
            count();
        } catch (StorageException e) {
            size = before;
        }
    }

    /** A cursor that steps over what cannot be read. */
    protected final Cursor stepping(SteppingCursor.Walk walk, byte[] first) {
        return new SteppingCursor(walk, first, after -> parts.quarantine().unreadable(name, after));
    }

    protected final DiskParts parts() {
        return parts;
    }

    @Override
    public final Cell get(Key key) {
        checkOpen();
        looked(key, Held.A_PART);
        Cell cell = find(key);
        looked(key, cell == null ? Held.NOTHING : Held.ALL);
        return cell;
    }

    private Cell find(Key key) {
        if (!pending.isEmpty() && pending.containsKey(key)) {
            return pending.get(key);
        }
        Cell cached = cached(key);
        if (cached != null) {
            return cached;
        }
        byte[] stored = StoredKey.of(key);
        byte[] record;
        try {
            record = read(stored);
        } catch (Unreadable e) {
            setAside(stored, null, e.getMessage());
            size++;
            throw new DamagedCell(key, null);
        }
        if (record == null) {
            return null;
        }
        Cell cell = open(key, stored, record);
        recent.put(key, cell);
        ring.put(number, key, cell);
        return cell;
    }

    private Cell cached(Key key) {
        Cell cell = recent.get(key);
        if (cell == null) {
            cell = ring.get(number, key);
            if (cell != null) {
                recent.put(key, cell);
            }
        }
        return cell;
    }

    private void forget(Key key) {
        recent.forget(key);
        ring.forget(number, key);
    }

    /** @throws DamagedCell if the record is damaged, or stands for one that was */
    private Cell open(Key key, byte[] stored, byte[] record) {
        Cell cell;
        if (!records.isSound(stored, record)) {
            setAside(stored, record, "its checksum is wrong");
            throw new DamagedCell(key, null);
        }
        try {
            cell = records.cell(record);
        } catch (IllegalArgumentException e) {
            setAside(stored, record, "it does not decode");
            throw new DamagedCell(key, null);
        }
        if (!CellRecord.isWhole(record)) {
            throw new DamagedCell(key, cell);
        }
        return cell;
    }

    private void setAside(byte[] stored, byte[] record, String why) {
        parts.health().check();
        parts.quarantine().keep(name, stored, record);
        try {
            // Only now: a process that is killed between the two still has what was damaged.
            write(stored, records.encode(stored, null, false));
            endTurn();
        } catch (StorageException e) {
            parts.quarantine().unreadable(name, stored);
            throw e;
        }
        parts.quarantine().found(name, stored, why);
    }

    private void looked(Key key, Held what) {
        lookedAt = key;
        held = what;
    }

    private Held held(Key key) {
        if (!key.equals(lookedAt)) {
            try {
                get(key);
            } catch (DamagedCell e) {
                // Which is remembered.
            }
        }
        return held;
    }

    @Override
    public final void put(Key key, Cell cell) {
        checkNotScanning();
        Held before = held(key);
        byte[] stored = StoredKey.of(key);
        if (before == Held.A_PART) {
            parts.health().check();
            write(stored, records.encode(stored, cell, false));
            endTurn();
        } else {
            change(key, before, cell, () -> write(stored, records.encode(stored, cell, true)));
        }
    }

    @Override
    public final void remove(Key key) {
        checkNotScanning();
        Held before = held(key);
        if (before == Held.NOTHING) {
            return;
        }
        byte[] stored = StoredKey.of(key);
        if (before == Held.A_PART) {
            parts.quarantine().release(name, stored);
        }
        change(key, before, null, () -> delete(stored));
    }

    @Override
    public final void restored(Key key) {
        checkNotScanning();
        try {
            get(key);
        } catch (DamagedCell e) {
            if (e.since() == null) {
                remove(key);
                return;
            }
            byte[] stored = StoredKey.of(key);
            parts.quarantine().release(name, stored);
            change(key, Held.A_PART, e.since(), () -> write(stored, records.encode(stored, e.since(), true)));
        }
    }

    /** Notes the change before it is made: the end of a turn, which may come with it, forgets the note. */
    private void change(Key key, Held before, Cell after, Runnable write) {
        parts.health().check();
        pending.put(key, after);
        if (after == null) {
            forget(key);
        } else {
            recent.put(key, after);
            ring.put(number, key, after);
        }
        int growth = (after == null ? 0 : 1) - (before == Held.NOTHING ? 0 : 1);
        size += growth;
        looked(key, after == null ? Held.NOTHING : Held.ALL);
        try {
            write.run();
        } catch (StorageException e) {
            pending.remove(key);
            forget(key);
            size -= growth;
            lookedAt = null;
            throw e;
        }
    }

    /** What was written in the turn can be read, or, if the disk did not take it, is not there. */
    protected final void turnEnded(boolean written) {
        if (!written) {
            pending.keySet().forEach(this::forget);
            lookedAt = null;
        }
        pending.clear();
        if (!written) {
            recount();
        }
    }

    @Override
    public final void scan(TokenRange range, CellVisitor visitor) {
        checkOpen();
        endTurn();
        scans++;
        try {
            boolean wraps = range.start().compareTo(range.end()) >= 0;
            if (walk(range.start(), wraps ? null : range.end(), visitor) && wraps) {
                walk(null, range.end(), visitor);
            }
        } finally {
            scans--;
        }
    }

    /**
     * @param start the token after which it begins; null for before the first
     * @param end the last token to visit; null for all that follow
     * @return false if the visitor ended the scan
     */
    private boolean walk(Token start, Token end, CellVisitor visitor) {
        try (Cursor cursor = from(start == null ? new byte[0] : StoredKey.of(start))) {
            while (cursor.next()) {
                Key key = StoredKey.key(cursor.key());
                if (key == null || key.token().equals(start)) {
                    continue;
                }
                if (end != null && key.token().compareTo(end) > 0) {
                    return true;
                }
                if (!visit(key, cursor, visitor)) {
                    return false;
                }
            }
            return true;
        }
    }

    private boolean visit(Key key, Cursor cursor, CellVisitor visitor) {
        Cell cell;
        try {
            cell = open(key, cursor.key(), cursor.record());
        } catch (StorageException e) {
            visitor.damaged(key);
            return true;
        }
        return visitor.visit(key, cell);
    }

    @Override
    public final long size() {
        return size;
    }

    /** What is closed is memory of a library that does not look. */
    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the engine is closed");
        }
    }

    private void checkNotScanning() {
        checkOpen();
        if (scans > 0) {
            throw new IllegalStateException("a visitor must not write to the space that it visits");
        }
    }

    /** Nobody uses it any more. */
    public void close() {
        closed = true;
    }
}
