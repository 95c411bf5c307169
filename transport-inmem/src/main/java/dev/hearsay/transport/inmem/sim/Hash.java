package dev.hearsay.transport.inmem.sim;

/** Mixing of 64-bit words: the finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
final class Hash {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private Hash() {}

    static long mix(long word) {
        long z = (word ^ word >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    static long mix(long state, long word) {
        return mix(state + GOLDEN ^ mix(word + GOLDEN));
    }

    static long of(String text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = hash * 0x100000001B3L + text.charAt(i);
        }
        return mix(hash);
    }

    /** The {@code n}-th uniform number in [0, 1) that belongs to {@code identity}. */
    static double uniform(long identity, int n) {
        return (mix(identity + GOLDEN * (n + 1)) >>> 11) * UNIT;
    }
}
