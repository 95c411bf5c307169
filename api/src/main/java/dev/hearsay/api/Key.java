package dev.hearsay.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A key and its place on the ring. Equal when the bytes are equal; ordered by (token, bytes), which is the order of storage
 * scans, Merkle leaves and range transfers alike.
 */
public final class Key implements Comparable<Key> {
    private final byte[] bytes;
    private final Token token;

    private Key(byte[] bytes, Token token) {
        this.bytes = bytes;
        this.token = token;
    }

    public static Key of(byte[] bytes) {
        byte[] own = bytes.clone();
        return new Key(own, Token.hash(own));
    }

    public static Key of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes, as a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** How many bytes the key has. */
    public int length() {
        return bytes.length;
    }

    public Token token() {
        return token;
    }

    /** Copies the bytes into {@code out}. */
    public void writeTo(ByteBuffer out) {
        out.put(bytes);
    }

    /** Whether these bytes stand in a buffer, from this place on. */
    public boolean isAt(ByteBuffer in, int place) {
        for (int i = 0; i < bytes.length; i++) {
            if (in.get(place + i) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(Key other) {
        int byToken = token.compareTo(other.token);
        return byToken != 0 ? byToken : Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Key key
                        && token.low() == key.token.low()
                        && token.high() == key.token.high()
                        && Arrays.equals(bytes, key.bytes);
    }

    /** Taken from the token, which is already well mixed: nothing is hashed again. */
    @Override
    public int hashCode() {
        return (int) token.low();
    }

    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
