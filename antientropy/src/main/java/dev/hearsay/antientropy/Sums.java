package dev.hearsay.antientropy;

import dev.hearsay.api.port.Wire;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The sums of neighbouring nodes, 128 bits each. On the wire a bit per node says whether its sum is there; a sum of zero, that of
 * a node without items, is not.
 */
final class Sums {
    static final int BYTES = 16;

    private final long[] halves;

    /** @param halves of every sum first the upper, then the lower 64 bits; not to be changed any more */
    Sums(long[] halves) {
        this.halves = halves;
    }

    int size() {
        return halves.length / 2;
    }

    long high(int index) {
        return halves[2 * index];
    }

    long low(int index) {
        return halves[2 * index + 1];
    }

    boolean differs(int index, Sums other) {
        return high(index) != other.high(index) || low(index) != other.low(index);
    }

    private boolean isZero(int index) {
        return (high(index) | low(index)) == 0;
    }

    int encodedSize() {
        int size = Wire.size(size()) + (size() + 7) / 8;
        for (int i = 0; i < size(); i++) {
            size += isZero(i) ? 0 : BYTES;
        }
        return size;
    }

    void encode(ByteBuffer out) {
        Wire.put(out, size());
        for (int first = 0; first < size(); first += 8) {
            int bits = 0;
            for (int i = first; i < Math.min(first + 8, size()); i++) {
                bits |= isZero(i) ? 0 : 1 << i - first;
            }
            out.put((byte) bits);
        }
        for (int i = 0; i < size(); i++) {
            if (!isZero(i)) {
                out.putLong(high(i)).putLong(low(i));
            }
        }
    }

    static Sums decode(ByteBuffer in) {
        int size = Wire.smallNumber(in);
        byte[] bits = new byte[bounded(in, (size + 7L) / 8)];
        in.get(bits);
        long[] halves = new long[2 * size];
        for (int i = 0; i < 8 * bits.length; i++) {
            if ((bits[i / 8] >> i % 8 & 1) == 0) {
                continue;
            }
            if (i >= size) {
                throw new IllegalArgumentException("a sum stands beyond the last");
            }
            halves[2 * i] = in.getLong();
            halves[2 * i + 1] = in.getLong();
            if ((halves[2 * i] | halves[2 * i + 1]) == 0) {
                throw new IllegalArgumentException("a sum of zero is written out");
            }
        }
        return new Sums(halves);
    }

    private static int bounded(ByteBuffer in, long bytes) {
        if (bytes > in.remaining()) {
            throw new IllegalArgumentException("the bytes end before the sums that they announce");
        }
        return (int) bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sums sums && Arrays.equals(halves, sums.halves);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(halves);
    }

    @Override
    public String toString() {
        return size() + " sums, " + Integer.toHexString(hashCode());
    }
}
