package dev.hearsay.observer.measure;

/**
 * How many versions a read may be behind, if read and write quorums are drawn independently and uniformly and writes never spread
 * further (Bailis et al., VLDB 2012, section 3.1). Stores that send to all N do better: this is a bound.
 */
public final class KStaleness {
    private KStaleness() {}

    /** p_s = C(N−W, R) / C(N, R): the probability that a read misses one given write. */
    public static double missesOne(int n, int r, int w) {
        if (n < 1 || r < 1 || w < 1 || r > n || w > n) {
            throw new IllegalArgumentException("quorums must be between 1 and n: n=" + n + ", r=" + r + ", w=" + w);
        }
        double misses = 1;
        for (int i = 0; i < r; i++) {
            misses *= Math.max(0, n - w - i) / (double) (n - i);
        }
        return misses;
    }

    /** The probability that a read is fewer than {@code k} versions behind: 1 − p_s^k. */
    public static double within(int n, int r, int w, int k) {
        return 1 - Math.pow(missesOne(n, r, w), k);
    }

    /**
     * The probability that successive reads of a client go back in time: p_s^(1 + written/read).
     *
     * @param written how often the key is written, in the same unit as {@code read}
     * @param read how often this client reads it
     */
    public static double goesBack(int n, int r, int w, double written, double read) {
        return Math.pow(missesOne(n, r, w), 1 + written / read);
    }
}
