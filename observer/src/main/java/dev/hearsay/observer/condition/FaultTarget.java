package dev.hearsay.observer.condition;

import java.time.Duration;
import java.util.List;

/** The world in which faults happen. Nodes are numbered from 0. */
public interface FaultTarget {
    int nodes();

    /** Whether the node is neither paused nor crashed. */
    boolean isUp(int node);

    void pause(int node);

    void resume(int node);

    /** Stops the node; {@code kind} says what of it is lost: a crash, a crash-unsynced or a wipe. */
    void crash(int node, FaultKind kind);

    /** Starts a crashed node again. */
    void restart(int node);

    /** Cuts the sides off each other. {@code oneWay}: only what the first side sends is lost. */
    void partition(List<List<Integer>> sides, boolean oneWay);

    /** Ends the partition. */
    void heal();

    /** Moves the node's wall clock this far from the true time; zero puts it right. */
    void clockOffset(int node, Duration offset);

    /** Makes every sync of the node take this much longer. */
    void syncDelay(int node, Duration delay);

    /** Runs a task after some virtual time. */
    void after(long delayNanos, Runnable task);
}
