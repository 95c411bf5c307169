package dev.hearsay.storage.disk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where damaged records are kept, for people who want to know what happened to them; nothing else reads them. A place has its limit: beyond
 * it a damaged record is counted, logged and not kept. All lanes share one.
 */
public final class Quarantine {
    /** Where an engine keeps its quarantine among its spaces; no space of a node has that name. */
    public static final String NAME = "quarantine";

    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);
    private static final int MOST_GAPS = 1024;

    private final Shelf shelf;
    private final long limit;
    private final Set<ByteBuffer> gaps = new HashSet<>();
    private long kept;
    private long count;

    /** The place itself. */
    public interface Shelf {
        void put(byte[] key, byte[] record);

        /** The record that was put; null if none was. */
        byte[] get(byte[] key);

        void remove(byte[] key);
    }

    /**
     * @param limit of the bytes kept
     * @param kept bytes of records that earlier processes put there
     */
    public Quarantine(Shelf shelf, long limit, long kept) {
        this.shelf = shelf;
        this.limit = limit;
        this.kept = kept;
    }

    /**
     * Puts a damaged record aside, if there is room and none of the key is there yet.
     *
     * @param record its bytes; null if they cannot be read
     */
    public synchronized void keep(String space, byte[] key, byte[] record) {
        byte[] at = at(space, key);
        if (record != null && kept + record.length <= limit && shelf.get(at) == null) {
            shelf.put(at, record);
            kept += record.length;
        }
    }

    /**
     * Counts a damaged record and says so; it is marked where it was.
     *
     * @param why what is wrong with it
     */
    public synchronized void found(String space, byte[] key, String why) {
        count++;
        LOG.warn(
                "a record of the space {} is damaged ({}): {}; it is set aside, and asked of the other owners",
                space,
                why,
                inLog(key));
    }

    /** A stretch of records cannot be read, and it cannot be said which keys they have; logged the first time. */
    public synchronized void unreadable(String space, byte[] after) {
        if (gaps.size() < MOST_GAPS && gaps.add(ByteBuffer.wrap(at(space, after)))) {
            LOG.warn("records of the space {} behind {} cannot be read; a scan steps over them", space, inLog(after));
        }
    }

    /** Nobody needs the record of the key any more. */
    public synchronized void release(String space, byte[] key) {
        byte[] at = at(space, key);
        byte[] record = shelf.get(at);
        if (record != null) {
            shelf.remove(at);
            kept -= record.length;
        }
    }

    /** Damaged records found since the engine was opened. */
    public synchronized long count() {
        return count;
    }

    private static byte[] at(String space, byte[] key) {
        byte[] name = space.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + name.length + key.length)
                .putInt(name.length)
                .put(name)
                .put(key)
                .array();
    }

    /** The token of the key, which tells it apart and gives nothing away. */
    private static String inLog(byte[] key) {
        return "token " + HexFormat.of().formatHex(key, 0, Math.min(key.length, StoredKey.TOKEN));
    }
}
