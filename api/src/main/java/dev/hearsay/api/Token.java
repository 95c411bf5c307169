package dev.hearsay.api;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A place on the ring: an unsigned 128-bit integer, big-endian in two halves. Ordered as unsigned integers.
 *
 * @param high the upper 64 bits, unsigned
 * @param low the lower 64 bits, unsigned
 */
public record Token(long high, long low) implements Comparable<Token> {
    public static final Token ZERO = new Token(0, 0);

    /** The token of a key: the MD5 digest of its bytes (DeCandia et al., <i>Dynamo</i>, SOSP 2007, section 4.2). */
    public static Token hash(byte[] bytes) {
        try {
            ByteBuffer digest = ByteBuffer.wrap(MessageDigest.getInstance("MD5").digest(bytes));
            return new Token(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java runtime must offer MD5", e);
        }
    }

    @Override
    public int compareTo(Token other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** 32 hexadecimal digits. */
    @Override
    public String toString() {
        return String.format("%016x%016x", high, low);
    }
}
