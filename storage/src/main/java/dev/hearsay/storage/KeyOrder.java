package dev.hearsay.storage;

import dev.hearsay.api.Key;
import dev.hearsay.api.Token;
import java.util.Arrays;

/**
 * The keys of one space in (token, key) order: sorted runs of at most {@value #LONGEST} keys, and a sorted directory of
 * runs.
 *
 * <p><b>Why not one sorted array, made when a scan asks for it.</b> That is smallest, but a node scans while it is
 * written to: every new key between two scans would cost a pass over all keys. And why not a TreeMap: 40 bytes per key,
 * where a run needs 4 to 8. In runs, a new key moves a part of one short array, a range is found by two binary
 * searches, and nothing is ever sorted again. Overwriting a key does not come here at all.
 *
 * <p><b>Invariants.</b> No run is empty; keys rise strictly within a run and from run to run.
 */
final class KeyOrder {
    private static final int LONGEST = 256;
    private static final int SHORTEST = 4;
    private Key[][] runs = new Key[1][];
    private int[] sizes = new int[1];
    private int count;

    /** @param key not in the order yet */
    void add(Key key) {
        if (count == 0) {
            insertRun(0, new Key[SHORTEST], 0);
        }
        int run = runOf(key);
        if (sizes[run] == LONGEST) {
            split(run);
            run = runOf(key);
        }
        int at = -1 - find(run, key);
        if (sizes[run] == runs[run].length) {
            runs[run] = Arrays.copyOf(runs[run], Math.min(LONGEST, runs[run].length * 2));
        }
        System.arraycopy(runs[run], at, runs[run], at + 1, sizes[run] - at);
        runs[run][at] = key;
        sizes[run]++;
    }

    /** @param key in the order */
    void remove(Key key) {
        int run = runOf(key);
        int at = find(run, key);
        int size = --sizes[run];
        System.arraycopy(runs[run], at + 1, runs[run], at, size - at);
        runs[run][size] = null;
        if (size == 0) {
            removeRun(run);
        } else if (size < runs[run].length / 4 && runs[run].length > SHORTEST) {
            runs[run] = Arrays.copyOf(runs[run], runs[run].length / 2);
        }
    }

    /** The place of the first key after the token, in the sense of {@link #next}. */
    long after(Token token) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (last(middle).token().compareTo(token) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == count ? place(count, 0) : place(low, firstAfter(low, token));
    }

    /** The place of the very first key. */
    long first() {
        return place(0, 0);
    }

    /** The key at a place, or null past the last one. */
    Key at(long place) {
        int run = (int) (place >>> Integer.SIZE);
        return run < count ? runs[run][(int) place] : null;
    }

    /** The place behind a place that holds a key. */
    long next(long place) {
        int run = (int) (place >>> Integer.SIZE);
        int at = (int) place + 1;
        return at < sizes[run] ? place(run, at) : place(run + 1, 0);
    }

    private static long place(int run, int at) {
        return (long) run << Integer.SIZE | at;
    }

    private Key last(int run) {
        return runs[run][sizes[run] - 1];
    }

    private int firstAfter(int run, Token token) {
        int low = 0;
        int high = sizes[run];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (runs[run][middle].token().compareTo(token) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The run that holds the key, or where it belongs: the last one that does not begin after it. */
    private int runOf(Key key) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (runs[middle][0].compareTo(key) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private int find(int run, Key key) {
        return Arrays.binarySearch(runs[run], 0, sizes[run], key);
    }

    private void split(int run) {
        Key[] whole = runs[run];
        int half = LONGEST / 2;
        runs[run] = Arrays.copyOf(whole, half);
        sizes[run] = half;
        insertRun(run + 1, Arrays.copyOfRange(whole, half, LONGEST), LONGEST - half);
    }

    private void insertRun(int at, Key[] run, int size) {
        if (count == runs.length) {
            runs = Arrays.copyOf(runs, count * 2);
            sizes = Arrays.copyOf(sizes, count * 2);
        }
        System.arraycopy(runs, at, runs, at + 1, count - at);
        System.arraycopy(sizes, at, sizes, at + 1, count - at);
        runs[at] = run;
        sizes[at] = size;
        count++;
    }

    private void removeRun(int at) {
        count--;
        System.arraycopy(runs, at + 1, runs, at, count - at);
        System.arraycopy(sizes, at + 1, sizes, at, count - at);
        runs[count] = null;
    }
}
