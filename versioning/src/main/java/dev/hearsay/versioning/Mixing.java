package dev.hearsay.versioning;

import dev.hearsay.api.MemberId;

/**
 * Sixty-four-bit digests of causal states, equal in every JVM. The finalizer is Stafford's thirteenth variant (the one of
 * {@link java.util.SplittableRandom}), so that sums and exclusive-ors of digests stay well spread.
 */
final class Mixing {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private Mixing() {}

    /** Folds one more number into a digest; the order of the numbers matters. */
    static long fold(long digest, long number) {
        long z = (digest ^ number) + GOLDEN_GAMMA;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** All 64 bits of a name count: {@link MemberId#hashCode} has 32, and is the same for {@code Aa} and {@code BB}. */
    static long fold(long digest, MemberId id) {
        String name = id.name();
        long hash = name.length();
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
            hash ^= hash >>> 29;
        }
        return fold(fold(digest, hash), id.incarnation());
    }
}
