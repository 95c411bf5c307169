package dev.hearsay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.hearsay.api.Address;
import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Reading;
import dev.hearsay.api.Value;
import dev.hearsay.api.port.Receiver;
import dev.hearsay.api.port.Sender;
import dev.hearsay.api.port.Transport;
import dev.hearsay.api.request.ClientChannel;
import dev.hearsay.api.request.ClientMessage;
import dev.hearsay.api.request.ClientReply;
import dev.hearsay.api.request.ClientRequest;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.Outcome.Reason;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.testkit.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class ClientTest {
    private static final Address SELF = new Address("client", 0);
    private static final Address NODE = new Address("node", 0);
    private static final Key CART = Key.of("cart");
    private static final RequestOptions USUAL = RequestOptions.DEFAULTS;

    private final Timeline time = new Timeline(1);
    private final Transport transport = mock();
    private final Sender<ClientMessage> sender = mock();
    private final Router router = mock();
    private final ArgumentCaptor<Receiver<ClientMessage>> receiver = ArgumentCaptor.captor();
    private final List<Outcome> outcomes = new ArrayList<>();
    private Client client;

    @BeforeEach
    void aClientOfOneNodeThatTakesEverything() {
        when(transport.open(eq(ClientChannel.CHANNEL), receiver.capture())).thenReturn(sender);
        when(router.route(any(), anyLong())).thenReturn(NODE);
        when(sender.send(any(), any())).thenReturn(true);
        client = new Client(
                time,
                transport,
                SELF,
                router,
                new ClientOptions(ClientOptions.idsOf(3), Duration.ofSeconds(2), Duration.ZERO, 2));
        verify(transport).start(SELF);
    }

    private List<ClientRequest> sent() {
        ArgumentCaptor<ClientMessage> messages = ArgumentCaptor.captor();
        verify(sender, atLeast(0)).send(eq(NODE), messages.capture());
        return messages.getAllValues().stream().map(ClientRequest.class::cast).toList();
    }

    private void answer(long id, Outcome outcome) {
        receiver.getValue().receive(NODE, new ClientReply(id, outcome));
    }

    private void untilNothingHappens() {
        while (time.step()) {
            // Everything that was to happen.
        }
    }

    private static Outcome found(String value) {
        return new Outcome.Done(new Reading(List.of(Value.of(value)), Context.NONE), null);
    }

    @Test
    void anAnswerIsGivenOnceHoweverOftenItComes() {
        long id = client.get(CART, USUAL, outcomes::add);
        assertThat(sent()).singleElement().satisfies(request -> {
            assertThat(request.id()).isEqualTo(id);
            assertThat(request.key()).isEqualTo(CART);
            assertThat(request.isRead()).isTrue();
        });
        answer(id + 1, found("another's"));
        answer(id, found("milk"));
        answer(id, found("bread"));
        untilNothingHappens();
        assertThat(outcomes).containsExactly(found("milk"));
    }

    @Test
    void withoutAnAnswerInTimeTheOutcomeIsUnknownAndALateOneChangesNothing() {
        long id = client.put(CART, Value.of("milk"), Context.NONE, USUAL, outcomes::add);
        untilNothingHappens();
        assertThat(time.nanoTime()).isEqualTo(Duration.ofSeconds(2).toNanos());
        answer(id, found("milk"));
        assertThat(outcomes).containsExactly(new Outcome.Unknown(Reason.TIMEOUT));
    }

    @Test
    void oneMoreThanMayBeInFlightIsRefusedAtOnce() {
        long first = client.get(CART, USUAL, outcome -> {});
        client.get(CART, USUAL, outcome -> {});
        client.get(CART, USUAL, outcomes::add);
        assertThat(outcomes).containsExactly(new Outcome.Refused(Reason.OVERLOADED));
        assertThat(sent()).hasSize(2);
        answer(first, found("milk"));
        client.get(CART, USUAL, outcomes::add);
        assertThat(sent()).hasSize(3);
    }

    @Test
    void nobodyToAskAndNobodyWhoTakesItAreRefusals() {
        when(router.route(any(), anyLong())).thenReturn(null, NODE);
        when(sender.send(any(), any())).thenReturn(false);
        client.delete(CART, Context.NONE, USUAL, outcomes::add);
        verify(sender, never()).send(any(), any());
        client.delete(CART, Context.NONE, USUAL, outcomes::add);
        verify(sender, times(1)).send(any(), any());
        assertThat(outcomes)
                .containsExactly(
                        new Outcome.Refused(Reason.TOO_FEW_REPLICAS), new Outcome.Refused(Reason.TOO_FEW_REPLICAS));
        untilNothingHappens();
        assertThat(outcomes).hasSize(2);
    }

    @Test
    void manyKeysAreAnsweredTogetherInTheOrderAskedEachWithItsOutcome() {
        List<Map<Key, Outcome>> answers = new ArrayList<>();
        Key other = Key.of("other");
        client.getMany(List.of(other, CART, other), USUAL, answers::add);
        List<ClientRequest> asked = sent();
        assertThat(asked).extracting(ClientRequest::key).containsExactly(other, CART);
        answer(asked.get(1).id(), found("milk"));
        assertThat(answers).isEmpty();
        untilNothingHappens();
        Map<Key, Outcome> expected = new LinkedHashMap<>();
        expected.put(other, new Outcome.Unknown(Reason.TIMEOUT));
        expected.put(CART, found("milk"));
        assertThat(answers)
                .singleElement()
                .satisfies(answer ->
                        assertThat(List.copyOf(answer.entrySet())).isEqualTo(List.copyOf(expected.entrySet())));
        client.getMany(List.of(), USUAL, answers::add);
        assertThat(answers).hasSize(2);
    }

    @Test
    void whatIsInFlightWhenItClosesIsUnknown() {
        client.get(CART, USUAL, outcomes::add);
        client.put(CART, Value.of("milk"), Context.NONE, USUAL, outcomes::add);
        client.close();
        assertThat(outcomes).containsExactly(new Outcome.Unknown(Reason.TIMEOUT), new Outcome.Unknown(Reason.TIMEOUT));
        verify(transport).close();
        untilNothingHappens();
        assertThat(outcomes).hasSize(2);
    }

    @Test
    void idsBelongToTheClientAndToTheAttempt() {
        long first = client.get(CART, USUAL, outcome -> {});
        long second = client.get(CART, USUAL, outcome -> {});
        assertThat(second).isEqualTo(first + 1);
        Client other = new Client(
                time,
                transport,
                SELF,
                router,
                new ClientOptions(ClientOptions.idsOf(4), Duration.ofSeconds(2), Duration.ZERO, 2));
        assertThat(other.get(CART, USUAL, outcome -> {})).isGreaterThan(first + 1_000_000_000L);
    }
}
