package dev.hearsay.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a client stores under a key: immutable bytes. Bytes past the head are zero and are not kept in memory, so that a
 * laboratory can write large values and pay for their size on the wire only.
 */
public final class Value {
    private final byte[] head;
    private final int size;

    private Value(byte[] head, int size) {
        this.head = head;
        this.size = size;
    }

    public static Value of(byte[] bytes) {
        return new Value(bytes.clone(), bytes.length);
    }

    public static Value of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Value(bytes, bytes.length);
    }

    /** A value of {@code size} bytes: the eight bytes of {@code number}, big-endian, then zeros. */
    public static Value numbered(long number, int size) {
        if (size < Long.BYTES) {
            throw new IllegalArgumentException("a numbered value needs at least 8 bytes, not " + size);
        }
        return new Value(ByteBuffer.allocate(Long.BYTES).putLong(number).array(), size);
    }

    /** The first eight bytes as a big-endian number: what {@link #numbered} was given. */
    public long number() {
        return ByteBuffer.wrap(head).getLong();
    }

    /** Length in bytes. */
    public int size() {
        return size;
    }

    /** All the bytes, as a copy. */
    public byte[] bytes() {
        return Arrays.copyOf(head, size);
    }

    /** Writes all {@link #size} bytes. */
    public void writeTo(ByteBuffer out) {
        out.put(head);
        for (int i = head.length; i < size; i++) {
            out.put((byte) 0);
        }
    }

    /** Reads a value of {@code size} bytes; trailing zeros are folded away again. */
    public static Value readFrom(ByteBuffer in, int size) {
        byte[] bytes = new byte[size];
        in.get(bytes);
        int used = size;
        while (used > Long.BYTES && bytes[used - 1] == 0) {
            used--;
        }
        return new Value(used == size ? bytes : Arrays.copyOf(bytes, used), size);
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Value value) || size != value.size) {
            return false;
        }
        int common = Math.min(head.length, value.head.length);
        return Arrays.equals(head, 0, common, value.head, 0, common)
                && zeros(head, common)
                && zeros(value.head, common);
    }

    private static boolean zeros(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Over the bytes up to the last non-zero one, so that it does not depend on how the zeros are kept. */
    @Override
    public int hashCode() {
        int used = head.length;
        while (used > 0 && head[used - 1] == 0) {
            used--;
        }
        int hash = size;
        for (int i = 0; i < used; i++) {
            hash = 31 * hash + head[i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }
}
