package dev.hearsay.client;

import dev.hearsay.api.request.Outcome;
import java.util.concurrent.locks.LockSupport;

/** The caller's thread waits. An interruption does not end the wait, which the deadline bounds; it is left for the caller to see. */
final class BlockingCall extends Call {
    private final Thread caller = Thread.currentThread();
    private volatile Outcome outcome;

    BlockingCall(Question question, long begunNanos) {
        super(question, begunNanos);
    }

    @Override
    void end(Outcome known) {
        outcome = known;
        LockSupport.unpark(caller);
    }

    Outcome await() {
        boolean interrupted = false;
        while (outcome == null) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            caller.interrupt();
        }
        return outcome;
    }
}
