package dev.hearsay.observer.run;

import java.io.OutputStream;

/**
 * Where the operations of a suite's runs go, one after the other as {@link dev.hearsay.observer.measure.OperationLog} writes
 * them. Runs are under way on several threads at once.
 */
public interface Recording {
    /** Nothing is recorded. */
    Recording NONE = new Recording() {};

    /** Where the operations of a run go; the run closes it. Null if they are not recorded. */
    default OutputStream begin(int run) {
        return null;
    }

    /** All operations of the run are written. */
    default void ended(int run) {}
}
