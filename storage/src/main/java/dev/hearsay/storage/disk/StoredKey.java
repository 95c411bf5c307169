package dev.hearsay.storage.disk;

import dev.hearsay.api.Arc;
import dev.hearsay.api.Key;
import dev.hearsay.api.Token;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A key as it is stored: its token, 16 bytes big-endian, and its own bytes, so that the order of bytes, unsigned, is that of tokens. */
public final class StoredKey {
    /** Bytes of a token. */
    public static final int TOKEN = 2 * Long.BYTES;

    private StoredKey() {}

    public static byte[] of(Key key) {
        ByteBuffer bytes = ByteBuffer.allocate(TOKEN + key.length());
        bytes.putLong(key.token().high()).putLong(key.token().low());
        key.writeTo(bytes);
        return bytes.array();
    }

    /** Before every key with this token. */
    public static byte[] of(Token token) {
        return ByteBuffer.allocate(TOKEN)
                .putLong(token.high())
                .putLong(token.low())
                .array();
    }

    public static Token token(byte[] stored) {
        ByteBuffer in = ByteBuffer.wrap(stored);
        return new Token(in.getLong(), in.getLong());
    }

    /** Whether a key, or what is left of one, belongs to the arc. */
    static boolean isIn(byte[] stored, Arc arc) {
        return arc.of() == 1 || stored.length >= TOKEN && arc.contains(token(stored));
    }

    /** Whether a key, and with it all that follow, comes after the arc. */
    static boolean isBehind(byte[] stored, Arc arc) {
        return arc.of() > 1 && stored.length >= TOKEN && Arc.numberOf(token(stored), arc.of()) > arc.number();
    }

    /** The key, or null: bytes that are no stored key were damaged. */
    public static Key key(byte[] stored) {
        if (stored.length < TOKEN) {
            return null;
        }
        Key key = Key.of(Arrays.copyOfRange(stored, TOKEN, stored.length));
        return key.token().equals(token(stored)) ? key : null;
    }
}
