package dev.hearsay.versioning;

import dev.hearsay.api.MemberId;
import dev.hearsay.api.Mutation;
import dev.hearsay.api.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The few forms that cells and contexts are written in: numbers as little-endian groups of seven bits, the shortest form only;
 * a member as the length of its name, the name in UTF-8 and its incarnation; a mutation as 0 for a delete, else one more than the
 * size of the value, then the value.
 *
 * <p>Whatever is read has been checked against the bytes that are there before anything of its size is allocated.
 */
final class Wire {
    private static final int GROUP = 7;

    private Wire() {}

    static int sizeOf(long number) {
        return (Long.SIZE - 1 - Long.numberOfLeadingZeros(number | 1)) / GROUP + 1;
    }

    static void putNumber(ByteBuffer out, long number) {
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            out.put((byte) (rest | 0x80));
            rest >>>= GROUP;
        }
        out.put((byte) rest);
    }

    static long getNumber(ByteBuffer in) {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += GROUP) {
            byte group = in.get();
            long bits = group & 0x7FL;
            if (bits << shift >>> shift != bits) {
                throw new IllegalArgumentException("a number has more than 64 bits");
            }
            number |= bits << shift;
            if (group >= 0) {
                if (group == 0 && shift > 0) {
                    throw new IllegalArgumentException("a number is not in its shortest form");
                }
                return number;
            }
        }
        throw new IllegalArgumentException("a number does not end");
    }

    /** A number of things that follow, each of at least {@code least} bytes. */
    static int getCount(ByteBuffer in, int least) {
        long count = getNumber(in);
        if (count < 0 || count > in.remaining() / least) {
            throw new IllegalArgumentException("the bytes end before what they announce");
        }
        return (int) count;
    }

    static int sizeOf(MemberId id) {
        int name = utf8Length(id.name());
        return sizeOf(name) + name + sizeOf(id.incarnation());
    }

    static void putMember(ByteBuffer out, MemberId id) {
        byte[] name = id.name().getBytes(StandardCharsets.UTF_8);
        putNumber(out, name.length);
        out.put(name);
        putNumber(out, id.incarnation());
    }

    static MemberId getMember(ByteBuffer in) {
        byte[] name = new byte[getCount(in, 1)];
        in.get(name);
        return new MemberId(new String(name, StandardCharsets.UTF_8), getNumber(in));
    }

    static int sizeOf(Mutation mutation) {
        if (mutation.isDelete()) {
            return 1;
        }
        int size = mutation.value().size();
        return sizeOf(size + 1L) + size;
    }

    static void putMutation(ByteBuffer out, Mutation mutation) {
        if (mutation.isDelete()) {
            out.put((byte) 0);
        } else {
            putNumber(out, mutation.value().size() + 1L);
            mutation.value().writeTo(out);
        }
    }

    static Mutation getMutation(ByteBuffer in) {
        long announced = getNumber(in);
        if (announced == 0) {
            return Mutation.delete();
        }
        if (announced < 0 || announced - 1 > in.remaining()) {
            throw new IllegalArgumentException("the bytes end before the value that they announce");
        }
        return Mutation.put(Value.readFrom(in, (int) (announced - 1)));
    }

    private static int utf8Length(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return text.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return text.length();
    }
}
