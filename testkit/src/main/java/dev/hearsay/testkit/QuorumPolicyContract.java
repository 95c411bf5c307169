package dev.hearsay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.MemberId;
import dev.hearsay.api.rule.Intent;
import dev.hearsay.api.rule.QuorumPolicy;
import dev.hearsay.api.rule.ReplicaSet;
import dev.hearsay.api.rule.Tally;
import dev.hearsay.api.rule.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every quorum policy must hold, tried on every tally that preference lists of up to five members can lead to: every order
 * of answers, every set of failures, every set of suspects.
 */
public abstract class QuorumPolicyContract {
    /** The policy under test. */
    protected abstract QuorumPolicy policy();

    @Test
    void asksOnlyMembersOfThePreferenceListAndNeverTakesAQuestionBack() {
        everywhere((intent, replicas, state) -> {
            long wanted = policy().ask(intent, replicas, state);
            assertThat(wanted & ~((1L << replicas.size()) - 1))
                    .as(state.toString())
                    .isZero();
            assertThat(wanted & state.asked()).as(state.toString()).isEqualTo(state.asked());
        });
    }

    @Test
    void aPositiveAnswerIsNoReasonToAskAnybodyElse() {
        everywhere((intent, replicas, state) -> {
            long wanted = policy().ask(intent, replicas, state);
            for (State next : state.answers(true)) {
                assertThat(policy().ask(intent, replicas, next))
                        .as(next.toString())
                        .isEqualTo(wanted);
            }
        });
    }

    @Test
    void aVerdictIsFinal() {
        everywhere((intent, replicas, state) -> {
            Verdict before = policy().judge(intent, replicas, state);
            if (before == Verdict.PENDING) {
                return;
            }
            List<State> nexts = state.answers(true);
            nexts.addAll(state.answers(false));
            for (State next : nexts) {
                assertThat(policy().judge(intent, replicas, next))
                        .as(state + " then " + next)
                        .isEqualTo(before);
            }
        });
    }

    @Test
    void isNeverPendingWhenNobodyIsLeftToAnswerOrToAsk() {
        everywhere((intent, replicas, state) -> {
            boolean silence = (state.asked() & ~state.acked() & ~state.failed()) != 0;
            boolean more = policy().ask(intent, replicas, state) != state.asked();
            if (!silence && !more) {
                assertThat(policy().judge(intent, replicas, state))
                        .as(state.toString())
                        .isNotEqualTo(Verdict.PENDING);
            }
        });
    }

    @Test
    void isMetByNoFewerAnswersThanRequired() {
        everywhere((intent, replicas, state) -> {
            if (policy().judge(intent, replicas, state) == Verdict.MET) {
                assertThat(Long.bitCount(state.acked())).as(state.toString()).isGreaterThanOrEqualTo(intent.required());
            }
        });
    }

    @Test
    void everyStandInStandsForAnOwnerThatIsLeftOutOrFailed() {
        everywhere((intent, replicas, state) -> {
            for (int rank = 0; rank < replicas.size(); rank++) {
                if ((state.asked() & 1L << rank) == 0) {
                    continue;
                }
                int owner = policy().standsInFor(intent, replicas, state, rank);
                if (rank < intent.replicas()) {
                    assertThat(owner).as(state + " rank " + rank).isEqualTo(-1);
                } else {
                    assertThat(owner).as(state + " rank " + rank).isBetween(0, intent.replicas() - 1);
                    boolean leftOut = (state.asked() & 1L << owner) == 0 || (state.failed() & 1L << owner) != 0;
                    assertThat(leftOut).as(state + " rank " + rank).isTrue();
                }
            }
        });
    }

    /** Something that must hold for every tally that can be reached. */
    @FunctionalInterface
    protected interface Claim {
        void check(Intent intent, ReplicaSet replicas, State state);
    }

    /** Tries a claim on every tally that can be reached. */
    protected final void everywhere(Claim claim) {
        int[] tried = {0};
        for (int size = 1; size <= 5; size++) {
            for (int n = 1; n <= Math.min(3, size); n++) {
                for (int required = 1; required <= n; required++) {
                    for (long suspects = 0; suspects < 1L << size; suspects++) {
                        Intent intent = new Intent(true, n, required);
                        explore(intent, list(size, n), new State(0, 0, 0, suspects), claim, tried);
                    }
                }
            }
        }
        assertThat(tried[0]).as("tallies tried").isGreaterThan(1000);
    }

    private void explore(Intent intent, ReplicaSet replicas, State before, Claim claim, int[] tried) {
        claim.check(intent, replicas, before);
        tried[0]++;
        State state = before.asking(policy().ask(intent, replicas, before));
        if (!state.equals(before)) {
            claim.check(intent, replicas, state);
        }
        List<State> nexts = state.answers(true);
        nexts.addAll(state.answers(false));
        for (State next : nexts) {
            explore(intent, replicas, next, claim, tried);
        }
    }

    private static ReplicaSet list(int size, int owners) {
        List<MemberId> members = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            members.add(new MemberId("node-" + i, 0));
        }
        return new ReplicaSet() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public int primaries() {
                return owners;
            }

            @Override
            public MemberId member(int rank) {
                return members.get(rank);
            }
        };
    }

    /** One tally. The next one to answer is always the lowest rank that has not: the sets do not remember the order. */
    protected record State(long asked, long acked, long failed, long suspected) implements Tally {
        State asking(long ranks) {
            return new State(asked | ranks, acked, failed, suspected);
        }

        List<State> answers(boolean positive) {
            List<State> nexts = new ArrayList<>();
            long silent = asked & ~acked & ~failed;
            if (silent != 0) {
                long bit = Long.lowestOneBit(silent);
                nexts.add(
                        positive
                                ? new State(asked, acked | bit, failed, suspected)
                                : new State(asked, acked, failed | bit, suspected));
            }
            return nexts;
        }
    }
}
