package dev.hearsay.api.rule;

import dev.hearsay.api.plugin.StrategyProvider;

/**
 * Whom a coordinator asks and when it has heard enough. A pure function of the tally.
 *
 * <p><b>Must hold.</b> {@link #ask} only ever grows while the tally grows, and names only ranks of the preference list.
 * {@link #judge} is final once it is not pending, and is never pending when everybody asked has answered and nobody is left to
 * ask.
 */
public interface QuorumPolicy {
    /** The ranks that should have been asked by now, as a mask; those already asked included. */
    long ask(Intent intent, ReplicaSet replicas, Tally tally);

    Verdict judge(Intent intent, ReplicaSet replicas, Tally tally);

    /**
     * The owner that {@code rank} stands in for, given whom the tally asked; -1 if the rank is an owner itself. What a stand-in
     * stores is a hint for that owner.
     */
    int standsInFor(Intent intent, ReplicaSet replicas, Tally tally, int rank);

    /** Whether R + W &gt; N makes every read quorum meet every completed write quorum. */
    boolean intersects();

    interface Provider extends StrategyProvider<QuorumPolicy> {}
}
