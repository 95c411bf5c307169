package dev.hearsay.observer.run;

import dev.hearsay.observer.measure.Operation;

/** Hears of every operation of a run, besides the measurement. */
interface OperationListener {
    OperationListener NONE = new OperationListener() {};

    default void begun(Operation operation) {}

    /** The client has its answer, or gave up. */
    default void ended(Operation operation) {}
}
