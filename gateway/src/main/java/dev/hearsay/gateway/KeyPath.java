package dev.hearsay.gateway;

import dev.hearsay.api.Key;
import java.io.ByteArrayOutputStream;

/**
 * The key in a path: all that follows {@code /kv/}, slashes included, percent-decoded to bytes. Keys are bytes and not text, and nothing
 * is normalized: two paths name one key only if they decode to the same bytes.
 */
final class KeyPath {
    private static final int HEX = 16;
    private static final int LARGEST_BYTE = 255;

    private KeyPath() {}

    /** @throws Problem.Found if it names none */
    static Key key(String path) {
        String encoded = path.substring(Route.KEYS.length());
        if (encoded.isEmpty()) {
            throw new Problem.Found(
                    Problem.Type.BAD_KEY, "A key has at least one byte; it follows " + Route.KEYS + ".");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                bytes.write(escaped(encoded, i));
                i += 2;
            } else if (c <= LARGEST_BYTE) {
                bytes.write(c);
            } else {
                throw wrong(i);
            }
        }
        return Key.of(bytes.toByteArray());
    }

    private static int escaped(String encoded, int percent) {
        int high = percent + 2 < encoded.length() ? Character.digit(encoded.charAt(percent + 1), HEX) : -1;
        int low = percent + 2 < encoded.length() ? Character.digit(encoded.charAt(percent + 2), HEX) : -1;
        if (high < 0 || low < 0) {
            throw wrong(percent);
        }
        return high * HEX + low;
    }

    private static Problem.Found wrong(int at) {
        return new Problem.Found(
                Problem.Type.BAD_KEY,
                "Character " + (at + 1)
                        + " of the key begins no byte; write every byte that is not plain as % and two hexadecimal"
                        + " digits.");
    }
}
