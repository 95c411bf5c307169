package dev.hearsay.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.api.Address;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Token;
import dev.hearsay.api.port.Codec;
import dev.hearsay.api.request.Ring.RingMember;
import dev.hearsay.api.request.Ring.RingPartition;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ClusterCodecTest {
    private static final Codec<ClusterMessage> CODEC = ClusterChannel.CHANNEL.codec();

    private static final Arbitrary<Long> NUMBERS = Arbitraries.longs();
    private static final Arbitrary<Integer> COUNTS = Arbitraries.integers().between(0, 300);
    private static final Arbitrary<Duration> TIMES =
            Arbitraries.longs().greaterOrEqual(0).map(Duration::ofNanos);

    @Provide
    Arbitrary<ClusterMessage> messages() {
        return Arbitraries.oneOf(
                Combinators.combine(NUMBERS, NUMBERS).as(ClusterMessage.AskRing::new),
                NUMBERS.map(ClusterMessage.AskStatus::new),
                Combinators.combine(NUMBERS, NUMBERS, rings().injectNull(0.2)).as(ClusterMessage.RingIs::new),
                Combinators.combine(NUMBERS, statuses()).as(ClusterMessage.StatusIs::new));
    }

    private static Arbitrary<String> names() {
        return Arbitraries.strings().ascii().withChars("é漢").ofMinLength(1).ofMaxLength(8);
    }

    private static Arbitrary<MemberId> ids() {
        return Combinators.combine(names(), NUMBERS).as(MemberId::new);
    }

    private static Arbitrary<Address> addresses() {
        return Combinators.combine(names(), COUNTS).as(Address::new);
    }

    private static Arbitrary<Ring> rings() {
        Arbitrary<List<RingMember>> members = Combinators.combine(ids(), addresses())
                .as(RingMember::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
        Arbitrary<List<Token>> ends = Combinators.combine(NUMBERS, NUMBERS)
                .as(Token::new)
                .set()
                .ofMaxSize(6)
                .map(set -> set.stream().sorted().toList());
        return Combinators.combine(NUMBERS, COUNTS, members, ends, NUMBERS).as(ClusterCodecTest::ring);
    }

    private static Ring ring(long version, int copies, List<RingMember> members, List<Token> ends, long chance) {
        List<RingPartition> partitions = new ArrayList<>();
        for (int i = 0; i < ends.size(); i++) {
            int owner = (int) Long.remainderUnsigned(chance + i, members.size());
            partitions.add(new RingPartition(ends.get(i), List.of(owner), i % 2 == 0 ? List.of() : List.of(0, owner)));
        }
        return new Ring(version, copies, members, partitions);
    }

    private static Arbitrary<NodeStatus> statuses() {
        Arbitrary<List<NodeStatus.Peer>> peers = Combinators.combine(
                        ids(), addresses(), names(), Arbitraries.of(true, false))
                .as(NodeStatus.Peer::new)
                .list()
                .ofMaxSize(4);
        Arbitrary<List<NodeStatus.Hints>> hints = Combinators.combine(ids(), COUNTS, NUMBERS, TIMES)
                .as(NodeStatus.Hints::new)
                .list()
                .ofMaxSize(4);
        Arbitrary<NodeStatus.Repair> repairs = Combinators.combine(
                        COUNTS, COUNTS, TIMES.injectNull(0.5), NUMBERS, NUMBERS, NUMBERS)
                .as(NodeStatus.Repair::new);
        return Combinators.combine(ids(), addresses(), peers, hints, repairs, NUMBERS, COUNTS)
                .as((id, address, known, waiting, repair, number, count) -> new NodeStatus(
                        id,
                        address,
                        count % 2 == 0,
                        number,
                        known,
                        count,
                        count / 2,
                        number + 1,
                        waiting,
                        count,
                        number,
                        repair));
    }

    private static byte[] encoded(ClusterMessage message) {
        ByteBuffer out = ByteBuffer.allocate(CODEC.size(message));
        CODEC.encode(message, out);
        assertThat(out.hasRemaining()).isFalse();
        return out.array();
    }

    @Property(seed = "1")
    void whatIsReadIsWhatWasWritten(@ForAll("messages") ClusterMessage message) {
        ByteBuffer in = ByteBuffer.wrap(encoded(message));
        assertThat(CODEC.decode(in)).isEqualTo(message);
        assertThat(in.hasRemaining()).isFalse();
    }

    @Property(seed = "1")
    void damagedBytesAreRefusedOrAreAnotherMessageInItsOnlyForm(
            @ForAll("messages") ClusterMessage message, @ForAll int place, @ForAll byte damage) {
        byte[] bytes = encoded(message);
        bytes[Math.floorMod(place, bytes.length)] = damage;
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            ClusterMessage read = CODEC.decode(in);
            assertThat(encoded(read)).isEqualTo(Arrays.copyOf(bytes, in.position()));
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageMatching("(?s).{10,}");
        }
    }

    @Property(seed = "1")
    void tornBytesAreRefused(@ForAll("messages") ClusterMessage message, @ForAll int length) {
        byte[] bytes = encoded(message);
        byte[] torn = Arrays.copyOf(bytes, Math.floorMod(length, bytes.length));
        assertThatThrownBy(() -> CODEC.decode(ByteBuffer.wrap(torn))).isInstanceOf(IllegalArgumentException.class);
    }
}
