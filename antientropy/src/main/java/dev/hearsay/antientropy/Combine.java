package dev.hearsay.antientropy;

/**
 * How the items of a node become one sum. Both are order-free and can be undone, which is what lets a write touch a leaf without
 * reading it. Neither resists somebody who chooses keys to make sums collide, {@link #XOR} least: it is linear over bits, so
 * that colliding sets are found by elimination.
 */
enum Combine {
    /** The sum modulo 2<sup>128</sup>. */
    ADD,
    /** The exclusive or. An item that is added twice vanishes. */
    XOR;

    /** Adds an item to the sum that stands at {@code at} and {@code at + 1}, upper half first. */
    void add(long[] sums, int at, long high, long low) {
        if (this == XOR) {
            sums[at] ^= high;
            sums[at + 1] ^= low;
            return;
        }
        long sum = sums[at + 1] + low;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        sums[at] += high + carry;
        sums[at + 1] = sum;
    }

    /** Undoes {@link #add}. */
    void subtract(long[] sums, int at, long high, long low) {
        if (this == XOR) {
            add(sums, at, high, low);
            return;
        }
        long borrow = Long.compareUnsigned(sums[at + 1], low) < 0 ? 1 : 0;
        sums[at] -= high + borrow;
        sums[at + 1] -= low;
    }
}
