package dev.hearsay.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Value;
import dev.hearsay.api.port.Sender;
import dev.hearsay.testkit.transport.Note;
import dev.hearsay.testkit.transport.RealTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults that befall messages on purpose. */
class DisturbanceTest {
    private static final long[] AT_ONCE = {0};

    private final Loopback net = new Loopback();
    private final List<Long> arrived = new CopyOnWriteArrayList<>();
    private Loopback.Node one;
    private Loopback.Node two;
    private Sender<Note> sender;

    @BeforeEach
    void begin() {
        one = net.node("one");
        two = net.node("two");
        sender = start(one);
        start(two);
    }

    @AfterEach
    void end() {
        net.close();
    }

    private Sender<Note> start(Loopback.Node node) {
        List<Sender<Note>> made = new ArrayList<>();
        node.run(() -> {
            made.add(node.tcp().open(Note.channel("notes"), (from, note) -> {
                arrived.add(note.number());
                if (note.number() < 0) {
                    made.get(0).send(from, Note.of(-note.number()));
                }
            }));
            node.tcp().start(node.address());
        });
        return made.get(0);
    }

    private void send(long... numbers) {
        one.run(() -> {
            for (long number : numbers) {
                sender.send(two.address(), Note.of(number));
            }
        });
    }

    private void disturb(MessageFaults faults) {
        one.run(() -> one.tcp().disturb(faults));
    }

    private void assertArrive(Long... numbers) {
        assertThat(RealTime.await(() -> arrived.size() == numbers.length)).isTrue();
        assertThat(arrived).containsExactly(numbers);
    }

    @Test
    void aMessageIsLostOrDoubledAsAWholeAndOnlyOneWay() {
        disturb((to, leg, bytes) -> new long[0]);
        send(1);
        disturb((to, leg, bytes) -> new long[] {0, 0});
        send(-2);
        assertArrive(-2L, -2L, 2L, 2L);
    }

    @Test
    void aMessageThatIsHeldBackIsOvertaken() {
        int[] sent = {0};
        disturb((to, leg, bytes) -> sent[0]++ == 0 ? new long[] {TimeUnit.MILLISECONDS.toNanos(50)} : AT_ONCE);
        send(1, 2);
        assertArrive(2L, 1L);
    }

    @Test
    void nothingIsDisturbedAnyMoreOnceFaultsAreTakenAway() {
        disturb((to, leg, bytes) -> new long[0]);
        send(1);
        disturb(null);
        send(2);
        assertArrive(2L);
    }

    @Test
    void whatIsHeldBackIsLimited() {
        disturb((to, leg, bytes) -> new long[] {TimeUnit.HOURS.toNanos(1)});
        one.run(() -> {
            Note large = new Note(1, Value.of("x".repeat(100_000)));
            int taken = 0;
            while (sender.send(two.address(), large)) {
                taken++;
            }
            assertThat(taken).isBetween(30, (4 << 20) / 100_000);
        });
        assertThat(one.tcp().counters().notTaken()).isPositive();
    }

    @Test
    void anAnswerToAClientIsNotDisturbed() {
        two.run(() -> two.tcp().disturb((to, leg, bytes) -> new long[0]));
        Loopback.Node client = net.client("client");
        Sender<Note> asking = start(client);
        client.run(() -> asking.send(two.address(), Note.of(-7)));
        assertArrive(-7L, 7L);
    }
}
