package dev.hearsay.api.rule;

/**
 * One operation as a policy sees it. Sets are masks of ranks in the preference list: bit {@code i} stands for rank {@code i}.
 * A rank is in at most one of {@code acked} and {@code failed}, and then also in {@code asked}.
 */
public interface Tally {
    long asked();

    long acked();

    /** Answered that they will not or cannot do it, or could not be reached at all. */
    long failed();

    /** Those the failure detector suspects now. */
    long suspected();
}
