package dev.hearsay.storage.mv;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;

/**
 * The keys of one page, behind their CRC32C. The store has no checksum of its own, and among keys one of which is damaged a search finds
 * nothing where there is something: a replica would answer that the key is absent.
 */
final class PageKeys extends Bytes {
    @Override
    public void write(WriteBuffer out, Object keys, int count) {
        int start = out.position();
        out.putInt(0);
        super.write(out, keys, count);
        ByteBuffer written = out.getBuffer();
        out.putInt(start, checksum(written, start + Integer.BYTES, out.position()));
    }

    @Override
    public void read(ByteBuffer in, Object keys, int count) {
        int expected = in.getInt();
        int start = in.position();
        super.read(in, keys, count);
        if (checksum(in, start, in.position()) != expected) {
            throw DataUtils.newMVStoreException(
                    DataUtils.ERROR_FILE_CORRUPT, "the checksum of the {0} keys of a page is wrong", count);
        }
    }

    private static int checksum(ByteBuffer bytes, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().limit(to).position(from));
        return (int) crc.getValue();
    }
}
