package dev.hearsay.api.port;

import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Value;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * How small things stand on the wire: whole numbers as varints of seven bits a byte, least significant first; bytes preceded by
 * their length. Reading anything that was not written so throws {@link IllegalArgumentException}.
 */
public final class Wire {
    private Wire() {}

    /** Bytes of a number taken as unsigned: 1 to 10. */
    public static int size(long number) {
        return (Long.SIZE - Long.numberOfLeadingZeros(number | 1) + 6) / 7;
    }

    public static void put(ByteBuffer out, long number) {
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            out.put((byte) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    /** In its shortest form only: what is equal has equal bytes. */
    public static long number(ByteBuffer in) {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = byteOf(in);
            long bits = next & 0x7FL;
            if (bits << shift >>> shift != bits) {
                break;
            }
            number |= bits << shift;
            if (next >= 0) {
                if (next == 0 && shift > 0) {
                    throw new IllegalArgumentException("a number is not in its shortest form");
                }
                return number;
            }
        }
        throw new IllegalArgumentException("a number has more than 64 bits");
    }

    /** A number of at most 31 bits. */
    public static int smallNumber(ByteBuffer in) {
        long number = number(in);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a number has more than 31 bits");
        }
        return (int) number;
    }

    /** One byte, 0 or 1. */
    public static boolean flag(ByteBuffer in) {
        byte flag = byteOf(in);
        if (flag != 0 && flag != 1) {
            throw new IllegalArgumentException("neither yes nor no: " + flag);
        }
        return flag == 1;
    }

    private static byte byteOf(ByteBuffer in) {
        try {
            return in.get();
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the message ends in the middle", e);
        }
    }

    /** A number of things that follow, each of at least {@code least} bytes: no more than the rest of the buffer can hold. */
    public static int count(ByteBuffer in, int least) {
        long count = number(in);
        if (count < 0 || count > in.remaining() / least) {
            throw new IllegalArgumentException("the bytes end before what they announce");
        }
        return (int) count;
    }

    /** A number of bytes that follow. */
    public static int length(ByteBuffer in) {
        return count(in, 1);
    }

    public static int size(byte[] bytes) {
        return size(bytes.length) + bytes.length;
    }

    public static void put(ByteBuffer out, byte[] bytes) {
        put(out, bytes.length);
        out.put(bytes);
    }

    public static byte[] bytes(ByteBuffer in) {
        byte[] bytes = new byte[length(in)];
        in.get(bytes);
        return bytes;
    }

    public static int size(Key key) {
        return size(key.length()) + key.length();
    }

    public static void put(ByteBuffer out, Key key) {
        put(out, key.length());
        key.writeTo(out);
    }

    public static Key key(ByteBuffer in) {
        return key(in, length(in));
    }

    /** A key whose length is known. */
    public static Key key(ByteBuffer in, int length) {
        if (length > in.remaining()) {
            throw new IllegalArgumentException("the bytes end before the key that they announce");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return Key.of(bytes);
    }

    public static int size(Value value) {
        return size(value.size()) + value.size();
    }

    public static void put(ByteBuffer out, Value value) {
        put(out, value.size());
        value.writeTo(out);
    }

    public static Value value(ByteBuffer in) {
        return Value.readFrom(in, length(in));
    }

    public static int size(Context context) {
        return size(context.encodedSize()) + context.encodedSize();
    }

    public static void put(ByteBuffer out, Context context) {
        put(out, context.bytes());
    }

    public static Context context(ByteBuffer in) {
        return Context.of(bytes(in));
    }

    public static int size(MemberId member) {
        return size(member.nameBytes()) + member.nameBytes() + size(member.incarnation());
    }

    public static void put(ByteBuffer out, MemberId member) {
        put(out, member.name());
        put(out, member.incarnation());
    }

    public static MemberId member(ByteBuffer in) {
        return new MemberId(text(in), number(in));
    }

    public static int size(String text) {
        return size(text.getBytes(StandardCharsets.UTF_8));
    }

    /** In UTF-8, preceded by the number of its bytes. */
    public static void put(ByteBuffer out, String text) {
        put(out, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes that are no UTF-8 are refused, not replaced: two names must not become one. */
    public static String text(ByteBuffer in) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(in)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text is not in UTF-8", e);
        }
    }
}
