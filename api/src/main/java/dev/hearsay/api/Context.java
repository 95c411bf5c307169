package dev.hearsay.api;

import java.util.Arrays;
import java.util.Base64;

/**
 * What a client has seen of one key: handed out by a read or a write, handed back by the next write, which then replaces
 * exactly what was seen. Opaque bytes to everyone but the versioning that made it.
 *
 * <p>A versioning may hand out a subclass that keeps its own form and encodes it only when somebody asks for the bytes; it
 * must accept any context, its own or one that came {@linkplain #of(byte[]) as bytes}, and refuse with
 * {@link IllegalArgumentException} bytes that it cannot have made.
 */
public abstract class Context {
    /** Nothing seen: a write with this context replaces nothing. */
    public static final Context NONE = new Encoded(new byte[0]);

    /** The encoded form. The caller must not change the array. */
    protected abstract byte[] encoded();

    /** A context received as bytes. */
    public static Context of(byte[] bytes) {
        return bytes.length == 0 ? NONE : new Encoded(bytes.clone());
    }

    /** The text form of {@link #toString}. */
    public static Context parse(String text) {
        return of(Base64.getUrlDecoder().decode(text));
    }

    /** The bytes, as a copy. */
    public final byte[] bytes() {
        return encoded().clone();
    }

    /** Length of the encoded form in bytes. */
    public int encodedSize() {
        return encoded().length;
    }

    @Override
    public final boolean equals(Object other) {
        return this == other || other instanceof Context context && Arrays.equals(encoded(), context.encoded());
    }

    @Override
    public final int hashCode() {
        return Arrays.hashCode(encoded());
    }

    /** Base64, the alphabet for URLs, without padding. */
    @Override
    public final String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(encoded());
    }

    private static final class Encoded extends Context {
        private final byte[] bytes;

        Encoded(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        protected byte[] encoded() {
            return bytes;
        }
    }
}
