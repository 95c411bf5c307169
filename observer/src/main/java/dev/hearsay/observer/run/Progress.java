package dev.hearsay.observer.run;

import dev.hearsay.observer.RunResult;

/** Watches a suite being run. Calls come one at a time, from any thread. */
public interface Progress {
    Progress NONE = new Progress() {};

    /** Everything is checked; the first run begins. */
    default void started(int runs, int threads) {}

    /** One more run is done; they finish in any order. */
    default void finished(RunResult result) {}

    /** No run is left, or the laboratory was cancelled. */
    default void ended() {}
}
