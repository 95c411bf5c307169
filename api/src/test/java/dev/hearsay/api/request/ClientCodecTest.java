package dev.hearsay.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.api.Context;
import dev.hearsay.api.Dot;
import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Mutation;
import dev.hearsay.api.Reading;
import dev.hearsay.api.Value;
import dev.hearsay.api.port.Codec;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ClientCodecTest {
    private static final Codec<ClientMessage> CODEC = ClientChannel.CHANNEL.codec();

    @Provide
    Arbitrary<ClientMessage> messages() {
        return Arbitraries.oneOf(requests(), replies());
    }

    private static Arbitrary<byte[]> bytes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(30);
    }

    private static Arbitrary<ClientRequest> requests() {
        Arbitrary<Integer> small = Arbitraries.integers().between(0, 300);
        Arbitrary<RequestOptions> options = Combinators.combine(
                        small,
                        small,
                        small,
                        Arbitraries.longs().greaterOrEqual(0),
                        Arbitraries.of(Durability.class).injectNull(0.3))
                .as(RequestOptions::new);
        Arbitrary<Mutation> mutations = Arbitraries.oneOf(
                bytes().map(value -> Mutation.put(Value.of(value))), Arbitraries.create(Mutation::delete));
        return Combinators.combine(
                        Arbitraries.longs(),
                        bytes().map(Key::of),
                        mutations.injectNull(0.3),
                        bytes().map(Context::of),
                        options,
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as((id, key, mutation, context, set, forwarded, detailed) -> new ClientRequest(
                        id, key, mutation, mutation == null ? Context.NONE : context, set, forwarded, detailed));
    }

    private static Arbitrary<ClientReply> replies() {
        Arbitrary<Outcome.Reason> reasons = Arbitraries.of(Outcome.Reason.class);
        Arbitrary<Reading> readings = Combinators.combine(
                        bytes().map(Value::of).list().ofMaxSize(4), bytes().map(Context::of))
                .as(Reading::new);
        Arbitrary<Dot> dots = Combinators.combine(
                        Arbitraries.strings()
                                .ascii()
                                .withChars("é漢")
                                .ofMinLength(1)
                                .ofMaxLength(8),
                        Arbitraries.longs())
                .as((name, counter) -> new Dot(new MemberId(name, counter >>> 40), counter));
        Arbitrary<Outcome.Answered> answered =
                Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(Outcome.Answered::new);
        Arbitrary<Outcome> outcomes = Arbitraries.oneOf(
                reasons.map(Outcome.Refused::new),
                reasons.map(Outcome.Unknown::new),
                Combinators.combine(readings, dots.injectNull(0.5), answered.injectNull(0.5))
                        .as(Outcome.Done::new));
        return Combinators.combine(Arbitraries.longs(), outcomes).as(ClientReply::new);
    }

    private static byte[] encoded(ClientMessage message) {
        ByteBuffer out = ByteBuffer.allocate(CODEC.size(message));
        CODEC.encode(message, out);
        assertThat(out.hasRemaining()).isFalse();
        return out.array();
    }

    @Property(seed = "1")
    void whatIsReadIsWhatWasWritten(@ForAll("messages") ClientMessage message) {
        ByteBuffer in = ByteBuffer.wrap(encoded(message));
        assertThat(CODEC.decode(in)).isEqualTo(message);
        assertThat(in.hasRemaining()).isFalse();
    }

    @Property(seed = "1")
    void damagedBytesAreRefusedOrAreAnotherMessageInItsOnlyForm(
            @ForAll("messages") ClientMessage message, @ForAll int place, @ForAll byte damage) {
        byte[] bytes = encoded(message);
        bytes[Math.floorMod(place, bytes.length)] = damage;
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            ClientMessage read = CODEC.decode(in);
            assertThat(encoded(read)).isEqualTo(Arrays.copyOf(bytes, in.position()));
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageMatching("(?s).{10,}");
        }
    }

    @Property(seed = "1")
    void tornBytesAreRefused(@ForAll("messages") ClientMessage message, @ForAll int length) {
        byte[] bytes = encoded(message);
        byte[] torn = Arrays.copyOf(bytes, Math.floorMod(length, bytes.length));
        assertThatThrownBy(() -> CODEC.decode(ByteBuffer.wrap(torn))).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(seed = "1")
    void aRequestAndItsReplyMeetFatesOfTheirOwn(@ForAll long id) {
        ClientMessage request = new ClientRequest(id, Key.of("k"), null, Context.NONE, RequestOptions.DEFAULTS, false);
        ClientMessage reply = new ClientReply(id, new Outcome.Unknown(Outcome.Reason.TIMEOUT));
        var identity = ClientChannel.CHANNEL.identity();
        assertThat(List.of(identity.applyAsLong(request), identity.applyAsLong(reply)))
                .doesNotHaveDuplicates();
    }
}
