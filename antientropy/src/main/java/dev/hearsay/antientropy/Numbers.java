package dev.hearsay.antientropy;

import dev.hearsay.api.port.Wire;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Ascending distinct numbers from 0. On the wire each is its distance from the one before: one byte, as a rule. */
final class Numbers {
    static final Numbers NONE = new Numbers(new int[0]);
    static final Numbers ZERO = new Numbers(new int[] {0});

    private final int[] ascending;

    private Numbers(int[] ascending) {
        this.ascending = ascending;
    }

    /** Takes the first {@code count} of {@code ascending}. */
    static Numbers of(int[] ascending, int count) {
        int[] own = Arrays.copyOf(ascending, count);
        for (int i = 0; i < count; i++) {
            if (own[i] < 0 || i > 0 && own[i] <= own[i - 1]) {
                throw new IllegalArgumentException("numbers must ascend from 0: " + Arrays.toString(own));
            }
        }
        return new Numbers(own);
    }

    int size() {
        return ascending.length;
    }

    int get(int index) {
        return ascending[index];
    }

    /** The largest; -1 if there is none. */
    int last() {
        return ascending.length == 0 ? -1 : ascending[ascending.length - 1];
    }

    /** Where the number stands; negative if it is not here. */
    int indexOf(int number) {
        return Arrays.binarySearch(ascending, number);
    }

    Numbers first(int count) {
        return count >= ascending.length ? this : new Numbers(Arrays.copyOf(ascending, count));
    }

    int encodedSize() {
        int size = Wire.size(ascending.length);
        int least = 0;
        for (int number : ascending) {
            size += Wire.size(number - least);
            least = number + 1;
        }
        return size;
    }

    void encode(ByteBuffer out) {
        Wire.put(out, ascending.length);
        int least = 0;
        for (int number : ascending) {
            Wire.put(out, number - least);
            least = number + 1;
        }
    }

    static Numbers decode(ByteBuffer in) {
        int[] numbers = new int[Wire.length(in)];
        long least = 0;
        for (int i = 0; i < numbers.length; i++) {
            long number = least + Wire.smallNumber(in);
            if (number >= Integer.MAX_VALUE) {
                throw new IllegalArgumentException("a number has more than 31 bits");
            }
            numbers[i] = (int) number;
            least = number + 1;
        }
        return new Numbers(numbers);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Numbers numbers && Arrays.equals(ascending, numbers.ascending);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ascending);
    }

    @Override
    public String toString() {
        return Arrays.toString(ascending);
    }
}
