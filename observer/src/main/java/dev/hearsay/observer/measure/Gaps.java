package dev.hearsay.observer.measure;

/** Times between events, as far as their mean needs them. */
final class Gaps {
    private long first;
    private long last;
    private long count;

    void at(long nanos) {
        if (count == 0) {
            first = nanos;
        }
        last = Math.max(last, nanos);
        count++;
    }

    long count() {
        return Math.max(0, count - 1);
    }

    long sum() {
        return count == 0 ? 0 : last - first;
    }
}
