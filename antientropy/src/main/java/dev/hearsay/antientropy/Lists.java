package dev.hearsay.antientropy;

import dev.hearsay.api.Key;
import dev.hearsay.api.port.Wire;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How lists of keys and of items are written: an item as twice the length of its key, plus one if it is held, the bytes, and if it
 * is held the eight bytes of its digest.
 */
final class Lists {
    private Lists() {}

    static int sizeOfKeys(List<Key> keys) {
        int size = Wire.size(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            size += Wire.size(keys.get(i));
        }
        return size;
    }

    static void putKeys(ByteBuffer out, List<Key> keys) {
        Wire.put(out, keys.size());
        keys.forEach(key -> Wire.put(out, key));
    }

    static List<Key> getKeys(ByteBuffer in) {
        int count = Wire.length(in);
        List<Key> keys = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            keys.add(Wire.key(in));
        }
        return Collections.unmodifiableList(keys);
    }

    static int sizeOfItems(List<Item> items) {
        int size = Wire.size(items.size());
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            int length = item.key().length();
            size += Wire.size(2 * length + 1) + length + (item.held() ? Long.BYTES : 0);
        }
        return size;
    }

    static void putItems(ByteBuffer out, List<Item> items) {
        Wire.put(out, items.size());
        for (Item item : items) {
            Wire.put(out, 2 * item.key().length() + (item.held() ? 1 : 0));
            item.key().writeTo(out);
            if (item.held()) {
                out.putLong(item.digest());
            }
        }
    }

    static List<Item> getItems(ByteBuffer in) {
        int count = Wire.length(in);
        List<Item> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int head = Wire.smallNumber(in);
            Key key = Wire.key(in, head >>> 1);
            items.add((head & 1) == 1 ? Item.held(key, in.getLong()) : Item.missing(key));
        }
        return Collections.unmodifiableList(items);
    }
}
