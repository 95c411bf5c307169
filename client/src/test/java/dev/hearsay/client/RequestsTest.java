package dev.hearsay.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Address;
import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Mutation;
import dev.hearsay.api.Reading;
import dev.hearsay.api.Token;
import dev.hearsay.api.Value;
import dev.hearsay.api.port.Channel;
import dev.hearsay.api.port.Receiver;
import dev.hearsay.api.port.Sender;
import dev.hearsay.api.port.Transport;
import dev.hearsay.api.request.ClientMessage;
import dev.hearsay.api.request.ClientReply;
import dev.hearsay.api.request.ClientRequest;
import dev.hearsay.api.request.ClusterMessage;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.Outcome.Reason;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.api.request.Ring;
import dev.hearsay.testkit.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom a client asks, and what it asks again, in virtual time and against nodes that say what the test wants. */
class RequestsTest {
    private static final Address A = new Address("a", 1);
    private static final Address B = new Address("b", 1);
    private static final Address C = new Address("c", 1);
    private static final Address D = new Address("d", 1);
    private static final Key CART = Key.of("cart");
    private static final ClientSettings SETTINGS = ClientSettings.of("shop", List.of(A));

    private final Timeline time = new Timeline(1);
    private final Wire wire = new Wire();
    private final Nodes nodes = new Nodes(time, SETTINGS);
    private final Questions questions = new Questions(time, wire, SETTINGS.timeout());
    private final Map<Call, Outcome> ended = new LinkedHashMap<>();
    private final Requests requests = new Requests(time, wire, nodes, SETTINGS, (call, outcome) -> {
        assertThat(ended.put(call, outcome)).as("the outcome is told once").isNull();
    });
    private Ring ring = ring(1, A, B, C);

    /** Takes what is sent, unless it is told not to. */
    private final class Wire implements Transport {
        private final Set<Address> takesNothing = new LinkedHashSet<>();
        private final List<Map.Entry<Address, ClientRequest>> sent = new ArrayList<>();
        private final List<Address> asked = new ArrayList<>();
        private final Set<Address> mute = new LinkedHashSet<>();
        private Receiver<ClientMessage> client;
        private Receiver<ClusterMessage> cluster;

        @Override
        public <M> Sender<M> open(Channel<M> channel, Receiver<M> receiver) {
            if (channel.type() == ClientMessage.class) {
                client =
                        (from, message) -> receiver.receive(from, channel.type().cast(message));
            } else {
                cluster =
                        (from, message) -> receiver.receive(from, channel.type().cast(message));
            }
            return this::send;
        }

        private boolean send(Address to, Object message) {
            if (takesNothing.contains(to)) {
                return false;
            }
            if (message instanceof ClientRequest request) {
                sent.add(Map.entry(to, request));
            } else if (message instanceof ClusterMessage.AskRing ask) {
                asked.add(to);
                if (!mute.contains(to)) {
                    time.after(
                            Duration.ofMillis(1),
                            () -> cluster.receive(to, new ClusterMessage.RingIs(ask.id(), ring.version(), ring)));
                }
            }
            return true;
        }

        @Override
        public void start(Address self) {}

        @Override
        public void close() {}

        Address lastTo() {
            return sent.get(sent.size() - 1).getKey();
        }

        ClientRequest last() {
            return sent.get(sent.size() - 1).getValue();
        }

        List<Address> to() {
            return sent.stream().map(Map.Entry::getKey).toList();
        }

        void answer(Outcome outcome) {
            client.receive(lastTo(), new ClientReply(last().id(), outcome));
        }
    }

    private static Ring ring(long version, Address... owners) {
        List<Ring.RingMember> members = Stream.of(owners)
                .map(address -> new Ring.RingMember(new MemberId(address.host(), 0), address))
                .toList();
        return new Ring(version, 3, members, List.of(new Ring.RingPartition(Token.ZERO, List.of(0, 1, 2), List.of())));
    }

    @BeforeEach
    void theRingIsLearntFromTheSeed() {
        nodes.start(questions, requests);
        pass(Duration.ofMillis(5));
        assertThat(wire.asked).containsExactly(A);
    }

    private void pass(Duration while_) {
        long end = time.nanoTime() + while_.toNanos();
        time.after(while_, () -> {});
        while (time.nanoTime() < end) {
            time.step();
        }
    }

    private Call begin(Mutation mutation, RequestOptions options) {
        Call call = new Call(new Call.Question(CART, mutation, Context.NONE, options), time.nanoTime()) {
            @Override
            void end(Outcome outcome) {}
        };
        requests.begin(call);
        return call;
    }

    private Call read() {
        return begin(null, RequestOptions.DEFAULTS);
    }

    private Call write() {
        return begin(Mutation.put(Value.of("milk")), RequestOptions.DEFAULTS);
    }

    private static Outcome done() {
        return new Outcome.Done(Reading.ABSENT, null);
    }

    private static Outcome refused(Reason reason) {
        return new Outcome.Refused(reason);
    }

    @Test
    void ownersAreAskedInTurnAndWhoHasAnswersToGiveIsPassedOver() {
        read();
        read();
        read();
        assertThat(wire.to()).as("each has one to answer").containsExactlyInAnyOrder(A, B, C);
        wire.answer(done());
        Address free = wire.lastTo();
        read();
        assertThat(wire.lastTo()).isEqualTo(free);
    }

    @Test
    void aReadThatIsNotAnsweredIsAskedElsewhereAndTheFirstAnswerCounts() {
        Call call = read();
        ClientRequest first = wire.last();
        pass(Duration.ofMillis(1100));
        assertThat(wire.to()).hasSize(2).doesNotHaveDuplicates();
        wire.client.receive(A, new ClientReply(first.id(), done()));
        assertThat(ended).containsEntry(call, done());
        wire.answer(done());
    }

    @Test
    void aWriteThatIsNotAnsweredIsNeverSentAgain() {
        Call call = write();
        pass(Duration.ofSeconds(3));
        assertThat(wire.sent).hasSize(1);
        assertThat(ended).containsEntry(call, new Outcome.Unknown(Reason.TIMEOUT));
    }

    @Test
    void aWriteOfUnknownOutcomeIsNeverSentAgain() {
        Call call = write();
        wire.answer(new Outcome.Unknown(Reason.TOO_FEW_REPLICAS));
        pass(Duration.ofSeconds(3));
        assertThat(wire.sent).hasSize(1);
        assertThat(ended).containsEntry(call, new Outcome.Unknown(Reason.TOO_FEW_REPLICAS));
    }

    @Test
    void aWriteWhoseConnectionEndedIsUnknownAtOnceAndAReadIsAskedElsewhere() {
        Call write = write();
        Address first = wire.lastTo();
        nodes.reached(first);
        nodes.lost(first);
        pass(Duration.ofMillis(1));
        assertThat(ended).containsEntry(write, new Outcome.Unknown(Reason.TOO_FEW_REPLICAS));
        assertThat(wire.sent).hasSize(1);
        Call read = read();
        Address second = wire.lastTo();
        nodes.lost(second);
        pass(Duration.ofMillis(1));
        assertThat(wire.to()).hasSize(3);
        assertThat(wire.lastTo()).isNotEqualTo(second);
        wire.answer(done());
        assertThat(ended).containsEntry(read, done());
    }

    @Test
    void aWriteThatCouldNotBeSentIsSentToAnother() {
        Call call = write();
        Address first = wire.lastTo();
        nodes.unreachable(first, "refused");
        pass(Duration.ofMillis(1));
        assertThat(wire.to()).hasSize(2);
        assertThat(wire.lastTo()).isNotEqualTo(first);
        wire.answer(done());
        assertThat(ended).containsEntry(call, done());
        for (int i = 0; i < 6; i++) {
            read();
        }
        assertThat(wire.to().subList(2, 8)).doesNotContain(first);
        assertThat(nodes.lastTrouble()).isEqualTo(first + " cannot be reached: refused");
    }

    @Test
    void whoCouldNotBeReachedIsTriedAgainAndThenAskedAgain() {
        nodes.unreachable(B, "refused");
        wire.asked.clear();
        pass(Duration.ofSeconds(2));
        assertThat(wire.asked).contains(B);
        nodes.reached(B);
        read();
        read();
        read();
        assertThat(wire.to()).contains(B);
    }

    @Test
    void aWriteThatWasRefusedIsSentToEachOwnerOnceAndThenRefused() {
        Call call = write();
        for (int i = 0; i < 3; i++) {
            assertThat(ended).isEmpty();
            wire.answer(refused(Reason.TOO_FEW_REPLICAS));
        }
        assertThat(wire.to()).containsExactlyInAnyOrder(A, B, C);
        assertThat(ended).containsEntry(call, refused(Reason.TOO_FEW_REPLICAS));
    }

    @Test
    void whoIsOverloadedIsLeftAloneForAWhile() {
        Call call = write();
        wire.answer(refused(Reason.OVERLOADED));
        assertThat(wire.sent).hasSize(1);
        pass(Duration.ofMillis(30));
        assertThat(wire.sent).hasSize(2);
        assertThat(wire.to().get(1)).isNotEqualTo(wire.to().get(0));
        wire.answer(refused(Reason.OVERLOADED));
        pass(Duration.ofMillis(50));
        assertThat(wire.sent).hasSize(3);
        wire.answer(done());
        assertThat(ended).containsEntry(call, done());
        for (int i = 0; i < 10; i++) {
            write();
            assertThat(wire.lastTo())
                    .as("who answers at once owes least")
                    .isNotEqualTo(wire.to().get(1));
        }
    }

    @Test
    void overloadThatLastsEndsAsARefusalAfterAFewAttempts() {
        Call call = write();
        for (int i = 0; i < SETTINGS.maxAttempts(); i++) {
            assertThat(ended).isEmpty();
            wire.answer(refused(Reason.OVERLOADED));
            pass(Duration.ofMillis(200));
        }
        assertThat(wire.sent).hasSize(SETTINGS.maxAttempts());
        assertThat(ended).containsEntry(call, refused(Reason.OVERLOADED));
    }

    @ParameterizedTest
    @EnumSource(names = {"VALUE_TOO_LARGE", "TOO_MANY_SIBLINGS", "BAD_CONTEXT"})
    void whatEverybodyWouldRefuseIsAskedOnce(Reason reason) {
        Call call = write();
        wire.answer(refused(reason));
        assertThat(wire.sent).hasSize(1);
        assertThat(ended).containsEntry(call, refused(reason));
    }

    @Test
    void aQuorumThatTheClusterCannotHaveIsAskedForOnceAndOneThatItCanIsAskedOfAnother() {
        Call impossible = begin(null, RequestOptions.DEFAULTS.withR(4));
        wire.answer(refused(Reason.IMPOSSIBLE_QUORUM));
        assertThat(ended).containsEntry(impossible, refused(Reason.IMPOSSIBLE_QUORUM));
        Call possible = begin(null, RequestOptions.DEFAULTS.withR(2));
        wire.answer(refused(Reason.IMPOSSIBLE_QUORUM));
        wire.answer(done());
        assertThat(ended).containsEntry(possible, done());
    }

    @Test
    void nobodyTakesIt() {
        wire.takesNothing.addAll(List.of(A, B, C));
        Call call = write();
        assertThat(ended).containsEntry(call, refused(Reason.TOO_FEW_REPLICAS));
    }

    @Test
    void everybodyHasTooMuchToTakeIt() {
        List.of(A, B, C).forEach(nodes::reached);
        wire.takesNothing.addAll(List.of(A, B, C));
        Call call = write();
        pass(Duration.ofMillis(100));
        assertThat(ended).isEmpty();
        wire.takesNothing.clear();
        pass(Duration.ofMillis(300));
        wire.answer(done());
        assertThat(ended).containsEntry(call, done());
    }

    @Test
    void aTimeThatTheCallerGivesBoundsAllAttemptsTogether() {
        RequestOptions options = RequestOptions.DEFAULTS.withTimeout(Duration.ofMillis(400));
        Call call = begin(null, options);
        assertThat(wire.last().options()).isEqualTo(options);
        pass(Duration.ofMillis(250));
        assertThat(wire.sent).hasSizeGreaterThan(1);
        assertThat(wire.last().options().timeoutNanos())
                .isLessThan(Duration.ofMillis(200).toNanos());
        pass(Duration.ofMillis(160));
        assertThat(ended).containsEntry(call, new Outcome.Unknown(Reason.TIMEOUT));
    }

    @Test
    void whoDidNotAnswerInTimeIsPassedOverForASecond() {
        write();
        Address silent = wire.lastTo();
        pass(Duration.ofMillis(2050));
        for (int i = 0; i < 6; i++) {
            read();
        }
        assertThat(wire.to().subList(1, 7)).doesNotContain(silent);
        pass(Duration.ofSeconds(1));
        assertThat(nodes.lastTrouble()).contains("did not answer in time");
    }

    @Test
    void anAnswerThatSpeaksOfAnotherTopologyMakesTheClientAskForTheRing() {
        ring = ring(2, B, C, D);
        pass(Duration.ofSeconds(1));
        read();
        wire.answer(new Outcome.Done(Reading.ABSENT, null, new Outcome.Answered(3, 2)));
        pass(Duration.ofMillis(5));
        assertThat(nodes.routes().ring().version()).isEqualTo(2);
        read();
        read();
        read();
        assertThat(wire.to().subList(1, 4)).containsExactlyInAnyOrder(B, C, D);
    }

    @Test
    void theRingIsLookedAtAtIntervalsAndALowerVersionIsDoubtedFirst() {
        ring = ring(2, B, C, D);
        pass(SETTINGS.refresh().plusSeconds(1));
        assertThat(nodes.routes().ring().version()).isEqualTo(2);
        ring = ring(1, A, B, C);
        pass(SETTINGS.refresh().plusSeconds(1));
        assertThat(nodes.routes().ring().version()).isEqualTo(2);
        pass(SETTINGS.refresh().multipliedBy(4));
        assertThat(nodes.routes().ring().version()).isEqualTo(1);
    }

    @Test
    void whatIsClosedEndsEverythingAsUnknown() {
        Call read = read();
        Call write = write();
        requests.close();
        assertThat(ended).containsOnlyKeys(read, write).containsValue(new Outcome.Unknown(Reason.TIMEOUT));
        wire.answer(done());
    }
}
