package dev.hearsay.storage.disk;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A walk that steps over what cannot be read. An iterator that meets a damaged block does not say where the next one begins. So it is looked
 * for: farther and farther away, until something can be read, and then back by halves to the first token from which it can. Each step is a quarter longer than the
 * one before, so that little that is whole is passed over between two places that are not.
 */
public final class SteppingCursor implements Cursor {
    private static final BigInteger END = BigInteger.ONE.shiftLeft(StoredKey.TOKEN * Byte.SIZE);
    /** Far less than what lies between two keys, of any number of them that one node can hold. */
    private static final BigInteger FIRST_STEP = BigInteger.ONE.shiftLeft(64);

    private final Walk walk;
    private final byte[] first;
    private final Consumer<byte[]> unreadable;
    private byte[] key;

    /** What a library walks with. */
    public interface Walk extends AutoCloseable {
        /** Goes to the first record that is not before the place; behind the last if there is none. */
        void seek(byte[] place) throws Unreadable;

        void next() throws Unreadable;

        /** Null behind the last record. */
        byte[] key();

        byte[] record();

        @Override
        void close();
    }

    /**
     * @param first where it begins
     * @param unreadable told the place behind which something was stepped over
     */
    public SteppingCursor(Walk walk, byte[] first, Consumer<byte[]> unreadable) {
        this.walk = walk;
        this.first = first;
        this.unreadable = unreadable;
    }

    @Override
    public boolean next() {
        try {
            if (key == null) {
                walk.seek(first);
            } else {
                walk.next();
            }
            key = walk.key();
        } catch (Unreadable e) {
            byte[] last = key == null ? first : key;
            unreadable.accept(last);
            key = stepOver(token(last)) ? walk.key() : null;
        }
        return key != null;
    }

    /** False if nothing can be read behind that token. */
    private boolean stepOver(BigInteger last) {
        BigInteger lost = last;
        BigInteger step = FIRST_STEP;
        while (!canBeReadFrom(lost.add(step))) {
            lost = lost.add(step);
            step = step.add(step.shiftRight(2));
            if (lost.compareTo(END) >= 0) {
                return false;
            }
        }
        BigInteger found = lost.add(step);
        while (found.subtract(lost).compareTo(BigInteger.ONE) > 0) {
            BigInteger middle = lost.add(found).shiftRight(1);
            if (canBeReadFrom(middle)) {
                found = middle;
            } else {
                lost = middle;
            }
        }
        return canBeReadFrom(found);
    }

    /** Goes there. Behind the end of the ring nothing can be read. */
    private boolean canBeReadFrom(BigInteger token) {
        if (token.compareTo(END) >= 0) {
            return false;
        }
        try {
            walk.seek(stored(token));
            return true;
        } catch (Unreadable e) {
            return false;
        }
    }

    private static BigInteger token(byte[] stored) {
        return new BigInteger(1, Arrays.copyOf(stored, StoredKey.TOKEN));
    }

    private static byte[] stored(BigInteger token) {
        byte[] digits = token.toByteArray();
        byte[] stored = new byte[StoredKey.TOKEN];
        for (int i = 1; i <= Math.min(digits.length, stored.length); i++) {
            stored[stored.length - i] = digits[digits.length - i];
        }
        return stored;
    }

    @Override
    public byte[] key() {
        return key;
    }

    @Override
    public byte[] record() {
        return walk.record();
    }

    @Override
    public void close() {
        walk.close();
    }
}
