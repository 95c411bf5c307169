package dev.hearsay.antientropy;

import dev.hearsay.api.Key;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The few forms that messages are written in: numbers as little-endian groups of seven bits; a key as its length and its bytes;
 * an item as twice the length of its key, plus one if it is held, the bytes, and if it is held the eight bytes of its digest.
 *
 * <p>A count that is read is checked against the bytes that are there before anything of its size is allocated.
 */
final class Wire {
    private static final int GROUP = 7;

    private Wire() {}

    static int sizeOf(int number) {
        return (Integer.SIZE - 1 - Integer.numberOfLeadingZeros(number | 1)) / GROUP + 1;
    }

    static void putNumber(ByteBuffer out, int number) {
        int rest = number;
        while ((rest & ~0x7F) != 0) {
            out.put((byte) (rest | 0x80));
            rest >>>= GROUP;
        }
        out.put((byte) rest);
    }

    /** Never negative. */
    static int getNumber(ByteBuffer in) {
        long number = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += GROUP) {
            byte group = in.get();
            number |= (group & 0x7FL) << shift;
            if (group >= 0) {
                if (number > Integer.MAX_VALUE) {
                    break;
                }
                return (int) number;
            }
        }
        throw new IllegalArgumentException("a number has more than 31 bits");
    }

    /** A number of things that follow, each of at least one byte. */
    static int getCount(ByteBuffer in) {
        int count = getNumber(in);
        if (count > in.remaining()) {
            throw new IllegalArgumentException("the bytes end before what they announce");
        }
        return count;
    }

    static boolean getFlag(ByteBuffer in) {
        byte flag = in.get();
        if (flag != 0 && flag != 1) {
            throw new IllegalArgumentException("neither yes nor no: " + flag);
        }
        return flag == 1;
    }

    static int sizeOf(Key key) {
        return sizeOf(key.length()) + key.length();
    }

    static void putKey(ByteBuffer out, Key key) {
        putNumber(out, key.length());
        key.writeTo(out);
    }

    static Key getKey(ByteBuffer in) {
        return key(in, getCount(in));
    }

    private static Key key(ByteBuffer in, int length) {
        if (length > in.remaining()) {
            throw new IllegalArgumentException("the bytes end before the key that they announce");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return Key.of(bytes);
    }

    static int sizeOfKeys(List<Key> keys) {
        int size = sizeOf(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            size += sizeOf(keys.get(i));
        }
        return size;
    }

    static void putKeys(ByteBuffer out, List<Key> keys) {
        putNumber(out, keys.size());
        keys.forEach(key -> putKey(out, key));
    }

    static List<Key> getKeys(ByteBuffer in) {
        int count = getCount(in);
        List<Key> keys = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            keys.add(getKey(in));
        }
        return Collections.unmodifiableList(keys);
    }

    static int sizeOfItems(List<Item> items) {
        int size = sizeOf(items.size());
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            int length = item.key().length();
            size += sizeOf(2 * length + 1) + length + (item.held() ? Long.BYTES : 0);
        }
        return size;
    }

    static void putItems(ByteBuffer out, List<Item> items) {
        putNumber(out, items.size());
        for (Item item : items) {
            putNumber(out, 2 * item.key().length() + (item.held() ? 1 : 0));
            item.key().writeTo(out);
            if (item.held()) {
                out.putLong(item.digest());
            }
        }
    }

    static List<Item> getItems(ByteBuffer in) {
        int count = getCount(in);
        List<Item> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int head = getNumber(in);
            Key key = key(in, head >>> 1);
            items.add((head & 1) == 1 ? Item.held(key, in.getLong()) : Item.missing(key));
        }
        return Collections.unmodifiableList(items);
    }
}
