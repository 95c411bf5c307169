package dev.hearsay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.hearsay.api.Address;
import dev.hearsay.api.Member;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Token;
import dev.hearsay.api.TokenRange;
import dev.hearsay.api.Topology;
import dev.hearsay.api.rule.Partitioner;
import dev.hearsay.api.rule.Placement;
import dev.hearsay.api.rule.ReplicaSet;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Partitioner} must pass. Subclass it in the tests of your module and supply the strategy; the laws
 * are those of {@link Partitioner} and {@link Placement}, tried along {@linkplain ClusterHistory histories of
 * clusters}. The number of the repetition is the seed.
 */
public abstract class PartitionerContract {
    private static final int SEEDS = 20;
    private static final int CHANGES = 12;

    /** The strategy. Called several times in a test: every instance must place alike. */
    protected abstract Partitioner partitioner();

    /**
     * The most that a join may move between members other than the joiner, and a leave away from members other than the
     * leaver, in units of the ring: 0 if a change moves only what it must. By default a partitioner promises nothing.
     */
    protected double needlessMovement() {
        return ReplicaSet.LIMIT;
    }

    @RepeatedTest(SEEDS)
    void everyListNamesDistinctOwnersFirstAndAllOfThemIfThereAreFewerThanN(RepetitionInfo seed) {
        for (Topology topology : topologies(seed)) {
            Set<MemberId> owners = new HashSet<>();
            topology.owners().forEach(owner -> owners.add(owner.id()));
            for (int n : new int[] {1, 3, 5}) {
                Placement placement = partitioner().place(topology, n);
                assertThat(placement.partitions()).isPositive();
                for (int p = 0; p < placement.partitions(); p++) {
                    ReplicaSet list = placement.replicas(p);
                    List<MemberId> members = members(list);
                    assertThat(list.primaries()).isEqualTo(Math.min(n, owners.size()));
                    assertThat(list.size()).isBetween(list.primaries(), ReplicaSet.LIMIT);
                    assertThat(members).doesNotHaveDuplicates().isSubsetOf(owners);
                }
            }
        }
    }

    @RepeatedTest(SEEDS)
    void aListKnowsTheRankOfItsMembersAndWhichOfThemOwn(RepetitionInfo seed) {
        Placement placement = partitioner().place(history(seed).topology(), 3);
        MemberId stranger = new MemberId("stranger", 0);
        for (int p = 0; p < placement.partitions(); p++) {
            ReplicaSet list = placement.replicas(p);
            for (int rank = 0; rank < list.size(); rank++) {
                assertThat(list.rankOf(list.member(rank))).isEqualTo(rank);
                assertThat(list.owns(list.member(rank))).isEqualTo(rank < list.primaries());
            }
            assertThat(list.rankOf(stranger)).isEqualTo(-1);
            assertThat(list.owns(stranger)).isFalse();
        }
    }

    @RepeatedTest(SEEDS)
    void theRangesCoverTheRingWithoutOverlap(RepetitionInfo seed) {
        for (Topology topology : topologies(seed)) {
            Placement placement = partitioner().place(topology, 3);
            List<TokenRange> ranges = new ArrayList<>();
            for (int p = 0; p < placement.partitions(); p++) {
                ranges.add(placement.range(p));
            }
            ranges.sort(Comparator.comparing(TokenRange::end));
            Token previous = ranges.get(ranges.size() - 1).end();
            for (TokenRange range : ranges) {
                assertThat(range.start()).isEqualTo(previous);
                assertThat(range.start().equals(range.end())).isEqualTo(ranges.size() == 1);
                previous = range.end();
            }
        }
    }

    @RepeatedTest(SEEDS)
    void everyTokenOfARangeHasItsPartitionAtBothEndsAndAcrossTheWrap(RepetitionInfo seed) {
        SplittableRandom random = random(seed);
        for (Topology topology : topologies(seed)) {
            Placement placement = partitioner().place(topology, 3);
            for (int p = 0; p < placement.partitions(); p++) {
                TokenRange range = placement.range(p);
                assertThat(placement.partitionOf(range.end())).isEqualTo(p);
                assertThat(placement.partitionOf(TokenMath.after(range.start())))
                        .isEqualTo(p);
                assertThat(placement.partitionOf(range.start()) == p).isEqualTo(placement.partitions() == 1);
            }
            List<Token> probes = new ArrayList<>(List.of(Token.ZERO, TokenMath.LARGEST));
            for (int i = 0; i < 100; i++) {
                probes.add(TokenMath.random(random));
            }
            for (Token probe : probes) {
                assertThat(placement.range(placement.partitionOf(probe)).contains(probe))
                        .isTrue();
            }
        }
    }

    @RepeatedTest(SEEDS)
    void theSameMembersArePlacedAlikeWhateverTheirOrderAndBySeveralInstances(RepetitionInfo seed) {
        Topology topology = history(seed).topology();
        SplittableRandom random = random(seed);
        List<Member> shuffled = new ArrayList<>(topology.members());
        for (int i = shuffled.size() - 1; i > 0; i--) {
            Collections.swap(shuffled, i, random.nextInt(i + 1));
        }
        Placement placement = partitioner().place(topology, 3);
        assertAlike(placement, partitioner().place(topology, 3));
        assertAlike(placement, partitioner().place(new Topology(topology.version(), shuffled), 3));
    }

    @RepeatedTest(SEEDS)
    void neitherAddressesNorVersionsNorMembersWithoutDataChangeThePlacement(RepetitionInfo seed) {
        Topology topology = history(seed).topology();
        List<Member> moved = new ArrayList<>();
        for (Member member : topology.owners()) {
            moved.add(new Member(
                    member.id(),
                    new Address("elsewhere", moved.size()),
                    Member.State.LEAVING,
                    member.version() + 7,
                    member.tokens(),
                    member.labels()));
        }
        MemberId early = new MemberId("a-joiner", 0);
        Topology all =
                ClusterHistory.joined(partitioner(), new Topology(99, moved), early, new TreeMap<>(), random(seed));
        Topology joining = all.with(all.member(early).orElseThrow().to(Member.State.JOINING));
        assertAlike(partitioner().place(topology, 3), partitioner().place(joining, 3));
    }

    @RepeatedTest(SEEDS)
    void aJoinOrLeaveMovesNoMoreThanStatedBetweenTheOthers(RepetitionInfo seed) {
        for (ClusterHistory.Change change : history(seed).next(CHANGES)) {
            Movement movement = Movement.between(
                    partitioner().place(change.before(), 3), partitioner().place(change.after(), 3));
            if (change.kind() == ClusterHistory.Kind.JOIN) {
                double needless = Movement.besides(change.member(), movement.gained());
                assertThat(needless).as("moved between others").isLessThanOrEqualTo(needlessMovement());
            } else if (change.kind() == ClusterHistory.Kind.LEAVE) {
                double needless = Movement.besides(change.member(), movement.lost());
                assertThat(needless).as("taken from others").isLessThanOrEqualTo(needlessMovement());
            } else if (change.kind() == ClusterHistory.Kind.NOTHING) {
                assertThat(movement.gained()).isEmpty();
            }
        }
    }

    @RepeatedTest(SEEDS)
    void theSameStreamClaimsTheSameTokens(RepetitionInfo seed) {
        Topology topology = history(seed).topology();
        Member joiner = Member.up(new MemberId("joiner", 0), new Address("joiner", 0), List.of());
        assertThat(partitioner().claim(topology, joiner, random(seed)))
                .isEqualTo(partitioner().claim(topology, joiner, random(seed)));
    }

    @Test
    void aTopologyInWhichNobodyOwnsDataIsRefused() {
        Topology empty = new Topology(1, List.of());
        assertThatThrownBy(() -> partitioner().place(empty, 3)).isInstanceOf(IllegalArgumentException.class);
        Topology alone = ClusterHistory.grown(partitioner(), 1, 1);
        Topology gone = alone.with(alone.members().get(0).to(Member.State.GONE));
        assertThatThrownBy(() -> partitioner().place(gone, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lookUpsDoNotAllocate() {
        Placement placement = partitioner().place(ClusterHistory.grown(partitioner(), 20, 1), 3);
        SplittableRandom random = new SplittableRandom(1);
        Token[] tokens = new Token[1024];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = TokenMath.random(random);
        }
        assertThat(primariesOver(placement, tokens)).isPositive();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        long found = primariesOver(placement, tokens);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(found).isPositive();
        assertThat(allocated).as("bytes for %d look-ups", tokens.length).isLessThan(tokens.length);
    }

    private static long primariesOver(Placement placement, Token[] tokens) {
        long sum = 0;
        for (Token token : tokens) {
            sum += placement.replicas(placement.partitionOf(token)).primaries();
        }
        return sum;
    }

    private ClusterHistory history(RepetitionInfo seed) {
        ClusterHistory history = new ClusterHistory(partitioner(), seed.getCurrentRepetition());
        history.next(CHANGES);
        return history;
    }

    private List<Topology> topologies(RepetitionInfo seed) {
        return new ClusterHistory(partitioner(), seed.getCurrentRepetition())
                .next(CHANGES).stream().map(ClusterHistory.Change::after).toList();
    }

    private static SplittableRandom random(RepetitionInfo seed) {
        return new SplittableRandom(seed.getCurrentRepetition());
    }

    private static List<MemberId> members(ReplicaSet list) {
        List<MemberId> members = new ArrayList<>();
        for (int rank = 0; rank < list.size(); rank++) {
            members.add(list.member(rank));
        }
        return members;
    }

    private static void assertAlike(Placement left, Placement right) {
        assertThat(left.partitions()).isEqualTo(right.partitions());
        for (int p = 0; p < left.partitions(); p++) {
            assertThat(left.range(p)).isEqualTo(right.range(p));
            assertThat(left.replicas(p).primaries()).isEqualTo(right.replicas(p).primaries());
            assertThat(members(left.replicas(p))).isEqualTo(members(right.replicas(p)));
        }
    }
}
