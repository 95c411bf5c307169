package dev.hearsay.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.api.Address;
import dev.hearsay.api.Value;
import dev.hearsay.api.port.Receiver;
import dev.hearsay.api.port.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link dev.hearsay.api.port.Transport} must pass on a network without faults, where each also keeps the order of the
 * messages between two places and loses none. Subclass it in the tests of your module.
 */
public abstract class TransportContract {
    private static final int MANY = 2000;

    private Fabric fabric;

    /** A network of its own for one test. */
    protected abstract Fabric fabric();

    @BeforeEach
    void begin() {
        fabric = fabric();
    }

    @AfterEach
    void end() {
        fabric.close();
    }

    /** What came, and from where. */
    private record Arrival(Address from, Note note) {}

    /** One place with a channel open, or several. */
    private final class Party {
        final Fabric.Place place;
        final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
        final List<Sender<Note>> senders = new ArrayList<>();

        Party(String name, String... channels) {
            this(name, null, channels);
        }

        /** @param receiver null to note what comes */
        Party(String name, Receiver<Note> receiver, String... channels) {
            place = fabric.place(name);
            place.run(() -> {
                for (String channel : channels) {
                    Receiver<Note> listening =
                            receiver != null ? receiver : (from, note) -> arrivals.add(new Arrival(from, note));
                    senders.add(place.transport().open(Note.channel(channel), listening));
                }
                place.transport().start(place.address());
            });
        }

        boolean send(int channel, Address to, Note note) {
            AtomicBoolean taken = new AtomicBoolean();
            place.run(() -> taken.set(senders.get(channel).send(to, note)));
            return taken.get();
        }

        boolean send(Party to, Note note) {
            return send(0, to.place.address(), note);
        }

        List<Long> numbers() {
            return arrivals.stream().map(arrival -> arrival.note().number()).toList();
        }

        void assertGets(Note... notes) {
            assertThat(fabric.await(() -> arrivals.size() >= notes.length)).isTrue();
            assertThat(arrivals).extracting(Arrival::note).containsExactly(notes);
        }
    }

    @Test
    void whatIsSentArrivesUnchangedAndSaysFromWhere() {
        Party ann = new Party("ann", "notes");
        Party bob = new Party("bob", "notes");
        Note empty = new Note(-1, Value.of(""));
        Note large = new Note(1, Value.of("x".repeat(200_000)));
        assertThat(ann.send(bob, empty)).isTrue();
        assertThat(ann.send(bob, large)).isTrue();
        assertThat(ann.send(bob, Note.of(2))).isTrue();
        bob.assertGets(empty, large, Note.of(2));
        assertThat(bob.arrivals).extracting(Arrival::from).containsOnly(ann.place.address());
        assertThat(ann.arrivals).isEmpty();
    }

    @Test
    void manyGoBothWaysAndKeepTheirOrder() {
        Party ann = new Party("ann", "notes");
        Party bob = new Party("bob", "notes");
        for (long number = 1; number <= MANY; number++) {
            ann.send(bob, Note.of(number));
            bob.send(ann, Note.of(-number));
        }
        assertThat(fabric.await(() -> ann.arrivals.size() == MANY && bob.arrivals.size() == MANY))
                .isTrue();
        assertThat(bob.numbers())
                .isEqualTo(LongStream.rangeClosed(1, MANY).boxed().toList());
        assertThat(ann.numbers())
                .isEqualTo(LongStream.rangeClosed(1, MANY).map(n -> -n).boxed().toList());
    }

    /** A node that answers itself must not find itself in the middle of asking. */
    @Test
    void toOneselfAMessageTravelsLikeAnyOther() {
        Party ann = new Party("ann", "notes");
        AtomicBoolean early = new AtomicBoolean();
        ann.place.run(() -> {
            ann.senders.get(0).send(ann.place.address(), Note.of(1));
            early.set(!ann.arrivals.isEmpty());
        });
        assertThat(early).isFalse();
        ann.assertGets(Note.of(1));
        assertThat(ann.arrivals.get(0).from()).isEqualTo(ann.place.address());
    }

    @Test
    void anAnswerGoesToWhoeverAsked() {
        List<Sender<Note>> echo = new ArrayList<>();
        Party bob = new Party("bob", (from, note) -> echo.get(0).send(from, Note.of(note.number() + 100)), "notes");
        echo.addAll(bob.senders);
        Party ann = new Party("ann", "notes");
        Party cat = new Party("cat", "notes");
        ann.send(bob, Note.of(1));
        cat.send(bob, Note.of(2));
        ann.assertGets(Note.of(101));
        cat.assertGets(Note.of(102));
    }

    @Test
    void channelsAreKeptApartWhateverTheOrderInWhichTheyWereOpened() {
        Party ann = new Party("ann", "left", "right");
        List<Note> left = new CopyOnWriteArrayList<>();
        List<Note> right = new CopyOnWriteArrayList<>();
        Fabric.Place bob = fabric.place("bob");
        bob.run(() -> {
            bob.transport().open(Note.channel("right"), (from, note) -> right.add(note));
            bob.transport().open(Note.channel("left"), (from, note) -> left.add(note));
            bob.transport().start(bob.address());
        });
        ann.send(0, bob.address(), Note.of(1));
        ann.send(1, bob.address(), Note.of(2));
        assertThat(fabric.await(() -> left.size() + right.size() == 2)).isTrue();
        assertThat(left).containsExactly(Note.of(1));
        assertThat(right).containsExactly(Note.of(2));
    }

    @Test
    void whatTheOtherSideDoesNotKnowIsIgnored() {
        Party ann = new Party("ann", "news", "notes");
        Party bob = new Party("bob", "notes");
        ann.send(0, bob.place.address(), Note.of(1));
        ann.send(1, bob.place.address(), Note.of(2));
        bob.assertGets(Note.of(2));
    }

    @Test
    void aChannelIsOpenedOnce() {
        Fabric.Place ann = fabric.place("ann");
        ann.run(() -> {
            ann.transport().open(Note.channel("notes"), (from, note) -> {});
            assertThatThrownBy(() -> ann.transport().open(Note.channel("notes"), (from, note) -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("notes");
        });
    }

    @Test
    void nobodyStartsWhereHeDoesNotLive() {
        Fabric.Place ann = fabric.place("ann");
        ann.run(() -> assertThatThrownBy(() -> ann.transport().start(fabric.nowhere()))
                .isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void nobodyThereIsNoErrorAndStopsNobody() {
        Party ann = new Party("ann", "notes");
        Party bob = new Party("bob", "notes");
        for (long number = 1; number <= 10; number++) {
            ann.send(0, fabric.nowhere(), Note.of(-number));
            ann.send(bob, Note.of(number));
        }
        assertThat(fabric.await(() -> bob.arrivals.size() == 10)).isTrue();
        assertThat(bob.numbers())
                .isEqualTo(LongStream.rangeClosed(1, 10).boxed().toList());
    }

    @Test
    void whatIsClosedNeitherTakesNorReceivesAndTheOthersGoOn() {
        Party ann = new Party("ann", "notes");
        Party bob = new Party("bob", "notes");
        Party cat = new Party("cat", "notes");
        ann.send(bob, Note.of(1));
        bob.assertGets(Note.of(1));
        bob.place.run(() -> bob.place.transport().close());
        assertThat(bob.send(cat, Note.of(2))).isFalse();
        ann.send(bob, Note.of(3));
        ann.send(cat, Note.of(4));
        cat.assertGets(Note.of(4));
        assertThat(bob.numbers()).containsExactly(1L);
        bob.place.run(() -> bob.place.transport().close());
    }
}
