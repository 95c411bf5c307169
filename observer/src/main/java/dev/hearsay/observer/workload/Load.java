package dev.hearsay.observer.workload;

/** Issues the operations of one run. All calls come on one lane. */
public interface Load {
    /** Called once. The load begins now. */
    void start();

    /** An operation of this client has its outcome. */
    void answered(int client);

    /** A write of this client was committed just now. Only told if {@link #wantsCommits}. */
    default void committed(int client, int key) {}

    default boolean wantsCommits() {
        return false;
    }
}
