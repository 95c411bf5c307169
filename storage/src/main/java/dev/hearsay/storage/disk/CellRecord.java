package dev.hearsay.storage.disk;

import dev.hearsay.api.Cell;
import dev.hearsay.api.rule.Versioning;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A cell as it is stored: a CRC32C, a byte that says whether the cell is all that was ever put, and the cell. The checksum is over the stored
 * key, that byte and the cell: a record that was damaged anywhere below, or is that of another key, is found by whoever reads it.
 *
 * <p>A record that is not whole stands where a damaged one stood. It holds what was put since, or nothing.
 */
public final class CellRecord {
    private static final int WHOLE = Integer.BYTES;
    private static final int HEAD = WHOLE + 1;

    private final Versioning versioning;
    private final CRC32C crc = new CRC32C();

    public CellRecord(Versioning versioning) {
        this.versioning = versioning;
    }

    /** @param cell null for nothing, which only a record that is not whole may hold */
    public byte[] encode(byte[] key, Cell cell, boolean whole) {
        ByteBuffer out = ByteBuffer.allocate(HEAD + (cell == null ? 0 : cell.encodedSize()));
        out.position(WHOLE).put((byte) (whole ? 1 : 0));
        if (cell != null) {
            versioning.encode(cell, out);
        }
        return out.putInt(0, checksum(key, out.array())).array();
    }

    /** Whether these are the bytes that were stored under the key. */
    public boolean isSound(byte[] key, byte[] record) {
        return record.length >= HEAD && ByteBuffer.wrap(record).getInt(0) == checksum(key, record);
    }

    private int checksum(byte[] key, byte[] record) {
        crc.reset();
        crc.update(key);
        crc.update(record, WHOLE, record.length - WHOLE);
        return (int) crc.getValue();
    }

    /** Of a sound record. */
    public static boolean isWhole(byte[] record) {
        return record[WHOLE] == 1;
    }

    /**
     * The cell of a sound record; null if it holds nothing.
     *
     * @throws IllegalArgumentException if it was no cell when it was stored
     */
    public Cell cell(byte[] record) {
        return record.length == HEAD ? null : versioning.decode(ByteBuffer.wrap(record, HEAD, record.length - HEAD));
    }
}
