package dev.hearsay.observer.workload;

import java.util.random.RandomGenerator;

/** What a load may do. */
public interface LoadHost {
    long nanoTime();

    void after(long delayNanos, Runnable task);

    /** The stream of one client, or of something that belongs to none (-1). */
    RandomGenerator stream(String purpose, int client);

    /**
     * Sends an operation; its end is told by {@link Load#answered}, exactly once and never before this call returns.
     *
     * @param key its number in the key space
     * @param valueSize of a put, in bytes
     * @param intendedNanos when the schedule wanted it
     */
    void issue(int client, Kind kind, int key, int valueSize, long intendedNanos);

    /** A client is about to begin a round. */
    void beforeRound(int client);

    /** Nothing more will be issued, and everything issued was answered. */
    void ended();
}
