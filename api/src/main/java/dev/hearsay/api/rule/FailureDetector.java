package dev.hearsay.api.rule;

import dev.hearsay.api.MemberId;
import dev.hearsay.api.plugin.StrategyProvider;

/**
 * Who answers: a local opinion that moves no data. A rule with memory: evidence in, suspicion out, the time passed in.
 *
 * <p>Times are nanoseconds of one clock that never falls; the calls for one peer come in the order of their times.
 */
public interface FailureDetector {
    /** Something that only a living peer can have sent arrived. */
    void heard(MemberId peer, long nowNanos);

    /** The peer did not answer something that it should have answered by now. */
    void missed(MemberId peer, long nowNanos);

    /**
     * How sure we are that the peer is gone: 0 just after hearing, never falling while silence lasts, infinity for certainty.
     * A peer never heard of is judged as if it had been heard when it was first asked about.
     */
    double suspicion(MemberId peer, long nowNanos);

    /** The level from which this configuration calls a peer suspected. A consumer may pick another. */
    double threshold();

    /** Whether the suspicion has reached the threshold. Asked about everybody again and again; often cheaper than the level. */
    default boolean suspects(MemberId peer, long nowNanos) {
        return suspicion(peer, nowNanos) >= threshold();
    }

    /** Drops all that is known of the peer. */
    void forget(MemberId peer);

    interface Provider extends StrategyProvider<FailureDetector> {}
}
