package dev.hearsay.observer.history;

/** A write of one key with its place in the causal order. */
final class Write {
    /** What the history tells of it; null if it was there before. */
    final HistoryOperation operation;

    /** All that it knew of, without itself. */
    final Past before;

    /** The same with itself. */
    final Past past;

    final int chain;

    /** Its place in the chain, from 1. */
    final int place;

    Write(HistoryOperation operation, Past before, int chain, int place) {
        this.operation = operation;
        this.before = before;
        this.past = before.with(chain, place);
        this.chain = chain;
        this.place = place;
    }

    boolean isDone() {
        return operation != null && operation.isDone();
    }

    boolean isIn(Past other) {
        return other.into(chain) >= place;
    }

    boolean isIn(Reach other) {
        return other.into(chain) >= place;
    }
}
