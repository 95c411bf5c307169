package dev.hearsay.partitioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hearsay.api.Address;
import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Token;
import dev.hearsay.api.TokenRange;
import dev.hearsay.api.Topology;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Slot;
import dev.hearsay.api.rule.Partitioner;
import dev.hearsay.api.rule.Placement;
import dev.hearsay.testkit.ClusterHistory;
import dev.hearsay.testkit.PartitionerContract;
import dev.hearsay.testkit.ReferenceAssembly;
import dev.hearsay.testkit.Shares;
import dev.hearsay.testkit.TokenMath;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRingTest extends PartitionerContract {
    @Override
    protected Partitioner partitioner() {
        return ring("tokens = 8");
    }

    @Override
    protected double needlessMovement() {
        return 0;
    }

    private static Partitioner ring(String changes) {
        return ReferenceAssembly.make(Partitioner.Provider.class, Slot.PARTITIONER, "token-ring", changes);
    }

    private static Member member(String name, long... tokens) {
        List<Token> places =
                Arrays.stream(tokens).mapToObj(low -> new Token(0, low)).toList();
        return Member.up(new MemberId(name, 0), new Address(name, 0), places);
    }

    private static Placement place(int replicas, Member... members) {
        return ring("").place(new Topology(1, List.of(members)), replicas);
    }

    private static List<String> lists(Placement placement) {
        return Stream.iterate(0, p -> p + 1)
                .limit(placement.partitions())
                .map(p -> placement.replicas(p).toString())
                .toList();
    }

    @Test
    void aListIsTheMembersInTheOrderMetWalkingClockwiseFromTheEndOfTheRange() {
        Placement placement = place(2, member("a", 10, 20), member("b", 30, 60), member("c", 40), member("d", 50));
        assertThat(lists(placement))
                .containsExactly("a b | c d", "a b | c d", "b c | d a", "c d | b a", "d b | a c", "b a | c d");
    }

    @Test
    void aPartitionIsTheRangeThatEndsAtItsTokenAndTheFirstOneWraps() {
        Placement placement = place(1, member("a", 10), member("b", 20), member("c", -1));
        assertThat(placement.range(0)).isEqualTo(new TokenRange(new Token(0, -1), new Token(0, 10)));
        assertThat(placement.range(1)).isEqualTo(new TokenRange(new Token(0, 10), new Token(0, 20)));
        assertThat(placement.partitionOf(new Token(0, 11))).isEqualTo(1);
        assertThat(placement.partitionOf(new Token(0, 20))).isEqualTo(1);
        assertThat(placement.partitionOf(new Token(0, Long.MAX_VALUE))).isEqualTo(2);
        assertThat(placement.partitionOf(new Token(0, Long.MIN_VALUE))).isEqualTo(2);
        assertThat(placement.partitionOf(new Token(1, 0))).isZero();
        assertThat(placement.partitionOf(TokenMath.LARGEST)).isZero();
    }

    @Test
    void ofEqualTokensTheSmallerIdIsFirstAndTheOtherStandsBehindIt() {
        Placement placement = place(2, member("b", 10, 30), member("a", 10), member("c", 20));
        assertThat(lists(placement)).containsExactly("a b | c", "c b | a", "b a | c");
        assertThat(placement.range(0)).isEqualTo(new TokenRange(new Token(0, 30), new Token(0, 10)));
    }

    @Test
    void equalTokensMakeOnePartitionAndNeverOneThatLooksLikeTheWholeRing() {
        Placement placement = place(3, member("a", 10, 10), member("b", 10), member("c", 10, 20));
        assertThat(lists(placement)).containsExactly("a b c", "c a b");
        Placement single = place(3, member("a", 7, 7), member("b", 7));
        assertThat(lists(single)).containsExactly("a b");
        assertThat(single.range(0)).isEqualTo(new TokenRange(new Token(0, 7), new Token(0, 7)));
    }

    @Test
    void tokensAboveTheSignOrderBehindTheOthers() {
        Member low = Member.up(new MemberId("z", 0), new Address("z", 0), List.of(new Token(Long.MAX_VALUE, -1)));
        Member high = Member.up(new MemberId("a", 0), new Address("a", 0), List.of(new Token(Long.MIN_VALUE, 0)));
        Placement placement = place(1, low, high);
        assertThat(lists(placement)).containsExactly("z | a", "a | z");
        assertThat(placement.partitionOf(new Token(Long.MIN_VALUE, 0))).isEqualTo(1);
    }

    @Test
    void aListHasRoomForTheOwnersTheFallbacksAskedForAndNeverMoreThan64() {
        Topology topology = ClusterHistory.grown(ring("tokens = 4"), 100, 1);
        assertThat(ring("").place(topology, 3).replicas(0).size()).isEqualTo(19);
        assertThat(ring("fallbacks = 0").place(topology, 3).replicas(0).size()).isEqualTo(3);
        assertThat(ring("fallbacks = 63").place(topology, 5).replicas(0).size()).isEqualTo(64);
        assertThatThrownBy(() -> ring("").place(topology, 65)).hasMessage("n must be between 1 and 64, not 65");
        assertThatThrownBy(() -> ring("").place(topology, 0)).hasMessage("n must be between 1 and 64, not 0");
    }

    @Test
    void anOwnerWithoutTokensIsRefusedByName() {
        assertThatThrownBy(() -> place(3, member("a", 1), member("b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("b has no tokens");
    }

    @ParameterizedTest
    @CsvSource({"1, 128", "0.5, 64", "2, 256", "0.001, 1", "0.012, 2"})
    void theLabelWeightScalesTheTokensThatAMemberClaims(String weight, int tokens) {
        assertThat(claim(weight)).hasSize(tokens).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "heavy", "NaN", "Infinity", ""})
    void aLabelThatIsNoWeightIsRefused(String weight) {
        assertThatThrownBy(() -> claim(weight))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("the label weight of node must be a number above 0, not " + weight);
    }

    @Test
    void aWeightThatAsksForMoreTokensThanAMemberMayHaveIsRefused() {
        assertThatThrownBy(() -> claim("1e9"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("65536");
    }

    private static List<Token> claim(String weight) {
        Member joiner = new Member(
                new MemberId("node", 0),
                new Address("node", 0),
                Member.State.JOINING,
                1,
                List.of(),
                Map.of("weight", weight));
        return ring("").claim(new Topology(1, List.of()), joiner, new SplittableRandom(1));
    }

    @Test
    void aMemberOfWeightFourHoldsAboutFourTimesTheShareOfTheOthers() {
        Partitioner ring = ring("tokens = 256");
        Topology topology = ClusterHistory.joined(
                ring,
                ClusterHistory.grown(ring, 16, 1),
                new MemberId("heavy", 0),
                Map.of("weight", "4"),
                new SplittableRandom(2));
        Shares shares = Shares.of(ring.place(topology, 1));
        assertThat(shares.first().get(new MemberId("heavy", 0))).isCloseTo(4.0 / 20, within(0.02));
    }

    /**
     * The largest share over the mean, 100 members, N = 3, mean of 5 clusters. With one token the shares are
     * exponential, so that the peak is near ln 100; with T tokens the spread falls as 1/sqrt(T). Replication smooths,
     * but hides nothing for which the first owner alone counts.
     */
    @ParameterizedTest
    @CsvSource({"1, 5.81, 3.22", "16, 1.67, 1.35", "128, 1.26, 1.14", "512, 1.12, 1.07"})
    void moreTokensEvenOutTheShares(int tokens, double peakOfFirst, double peakOfOwned) {
        double first = 0;
        double owned = 0;
        for (int seed = 1; seed <= 5; seed++) {
            Partitioner ring = ring("fallbacks = 0, tokens = " + tokens);
            Shares shares = Shares.of(ring.place(ClusterHistory.grown(ring, 100, seed), 3));
            first += Shares.peakToMean(shares.first(), 100) / 5;
            owned += Shares.peakToMean(shares.owned(), 100) / 5;
        }
        assertThat(first).as("first owners").isCloseTo(peakOfFirst, within(0.005));
        assertThat(owned).as("all owners").isCloseTo(peakOfOwned, within(0.005));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokens = 0", "tokens = 65537", "fallbacks = -1", "fallbacks = 64", "token = 3"})
    void settingsOutOfBoundsAreRefused(String change) {
        assertThatThrownBy(() -> ring(change)).isInstanceOf(ConfigurationException.class);
    }
}
