package dev.hearsay.storage.rocks;

import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.Token;
import dev.hearsay.api.TokenRange;
import dev.hearsay.api.port.CellSpace;
import dev.hearsay.api.port.CellVisitor;
import dev.hearsay.api.rule.Versioning;
import dev.hearsay.storage.CellCache;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * One column family. A key is stored as its token, 16 bytes big-endian, and its own bytes, so that RocksDB's order, unsigned and bytewise,
 * is that of tokens.
 *
 * <p>How many keys there are is counted when the space is opened and kept from then on. A put has to know for that whether its key is
 * new; a node looks at what it has before it puts, so what was looked at last is remembered.
 */
final class RocksSpace implements CellSpace {
    private static final int TOKEN = 2 * Long.BYTES;

    private final RocksDB database;
    private final ColumnFamilyHandle family;
    private final Turn turn;
    private final CellCache cache;
    private final Versioning versioning;
    /** What was written in this turn; null for what was removed. */
    private final Map<Key, Cell> pending = new HashMap<>();

    private long size;
    private Key lookedAt;
    private boolean wasThere;
    private int scans;
    private boolean closed;

    RocksSpace(RocksDB database, ColumnFamilyHandle family, Turn turn, CellCache cache, Versioning versioning) {
        this.database = database;
        this.family = family;
        this.turn = turn;
        this.cache = cache;
        this.versioning = versioning;
        size = count();
    }

    private long count() {
        long count = 0;
        try (RocksIterator all = database.newIterator(family)) {
            for (all.seekToFirst(); all.isValid(); all.next()) {
                count++;
            }
        }
        return count;
    }

    static IllegalStateException failed(String what, RocksDBException e) {
        return new IllegalStateException("cannot " + what + ": " + e.getMessage(), e);
    }

    private static byte[] stored(Key key) {
        ByteBuffer bytes = ByteBuffer.allocate(TOKEN + key.length());
        bytes.putLong(key.token().high()).putLong(key.token().low());
        key.writeTo(bytes);
        return bytes.array();
    }

    private static byte[] stored(Token token) {
        return ByteBuffer.allocate(TOKEN)
                .putLong(token.high())
                .putLong(token.low())
                .array();
    }

    @Override
    public Cell get(Key key) {
        checkOpen();
        Cell cell = find(key);
        lookedAt = key;
        wasThere = cell != null;
        return cell;
    }

    private Cell find(Key key) {
        if (!pending.isEmpty() && pending.containsKey(key)) {
            return pending.get(key);
        }
        Cell cached = cache.get(key);
        if (cached != null) {
            return cached;
        }
        byte[] found = read(stored(key));
        if (found == null) {
            return null;
        }
        Cell cell = versioning.decode(ByteBuffer.wrap(found));
        cache.read(key, cell);
        return cell;
    }

    private byte[] read(byte[] key) {
        try {
            return database.get(family, key);
        } catch (RocksDBException e) {
            throw failed("read", e);
        }
    }

    @Override
    public void put(Key key, Cell cell) {
        checkNotScanning();
        ByteBuffer bytes = ByteBuffer.allocate(cell.encodedSize());
        versioning.encode(cell, bytes);
        if (!isThere(key)) {
            size++;
        }
        changed(key, cell);
        try {
            turn.put(this, family, stored(key), bytes.array());
        } catch (RocksDBException e) {
            throw failed("write", e);
        }
    }

    @Override
    public void remove(Key key) {
        checkNotScanning();
        if (!isThere(key)) {
            return;
        }
        size--;
        changed(key, null);
        try {
            turn.remove(this, family, stored(key));
        } catch (RocksDBException e) {
            throw failed("remove", e);
        }
    }

    private boolean isThere(Key key) {
        return key.equals(lookedAt) ? wasThere : find(key) != null;
    }

    private void changed(Key key, Cell cell) {
        pending.put(key, cell);
        if (cell == null) {
            cache.forget(key);
        } else {
            cache.written(key, cell);
        }
        lookedAt = key;
        wasThere = cell != null;
    }

    /** The turn is over. What could not be written is not there. */
    void committed(boolean written) {
        if (!written) {
            pending.keySet().forEach(cache::forget);
            lookedAt = null;
            size = count();
        }
        pending.clear();
    }

    @Override
    public void scan(TokenRange range, CellVisitor visitor) {
        checkOpen();
        turn.commit();
        scans++;
        try (RocksIterator keys = database.newIterator(family)) {
            boolean wraps = range.start().compareTo(range.end()) >= 0;
            seekAfter(keys, range.start());
            if (walk(keys, wraps ? null : range.end(), visitor) && wraps) {
                keys.seekToFirst();
                walk(keys, range.end(), visitor);
            }
        } finally {
            scans--;
        }
    }

    private static void seekAfter(RocksIterator keys, Token start) {
        byte[] token = stored(start);
        keys.seek(token);
        while (keys.isValid() && Arrays.equals(keys.key(), 0, TOKEN, token, 0, TOKEN)) {
            keys.next();
        }
    }

    /**
     * @param end the last token to visit; null for all that follow
     * @return false if the visitor ended the scan
     */
    private boolean walk(RocksIterator keys, Token end, CellVisitor visitor) {
        for (; keys.isValid(); keys.next()) {
            byte[] stored = keys.key();
            ByteBuffer in = ByteBuffer.wrap(stored);
            Token token = new Token(in.getLong(), in.getLong());
            if (end != null && token.compareTo(end) > 0) {
                break;
            }
            Key key = Key.of(Arrays.copyOfRange(stored, TOKEN, stored.length));
            if (!visitor.visit(key, versioning.decode(ByteBuffer.wrap(keys.value())))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public long size() {
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

    void close() {
        closed = true;
        family.close();
    }
}
