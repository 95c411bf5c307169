package dev.hearsay.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Address;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Value;
import dev.hearsay.api.plugin.Size;
import dev.hearsay.api.port.Sender;
import dev.hearsay.testkit.transport.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who gets what, where a node has several lanes. */
class LaneTransportTest {
    private static final int LANES = 3;
    private static final int MANY = 600;

    private final LanedLoopback fabric = new LanedLoopback();
    private final List<String> arrivals = new CopyOnWriteArrayList<>();
    private final List<Note> answers = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        fabric.close();
    }

    private LanedLoopback.Node node(String name, TcpEvents events) {
        return fabric.node(name, LANES, new LanedLoopback.ByNumber(LANES), events);
    }

    /** Every lane notes on which thread it heard what, and answers what has a number that is not below zero with one that is. */
    private List<Sender<Note>> listen(LanedLoopback.Node node) {
        List<Sender<Note>> senders = new CopyOnWriteArrayList<>();
        for (int i = 0; i < LANES; i++) {
            int lane = i;
            node.run(
                    lane,
                    () -> senders.add(node.lanes().get(lane).open(Note.channel("notes"), (from, note) -> {
                        arrivals.add(lane + " " + thread() + " " + note.number());
                        if (note.number() >= 0) {
                            senders.get(lane).send(from, new Note(-note.number() - 1, note.body()));
                        }
                    })));
        }
        node.startAll();
        return senders;
    }

    /** Its name without the numbers that a pool of threads adds. */
    private static String thread() {
        return Thread.currentThread().getName().replaceAll("-\\d+-1$", "");
    }

    private Sender<Note> client(Loopback.Node client) {
        List<Sender<Note>> sender = new ArrayList<>();
        client.run(() -> {
            sender.add(client.tcp().open(Note.channel("notes"), (from, note) -> answers.add(note)));
            client.tcp().start(client.address());
        });
        return sender.get(0);
    }

    @Test
    void aClientOnAnyLaneIsHeardByTheLaneOfEachMessageAndAnsweredFromThere() {
        LanedLoopback.Node node = node("many", TcpEvents.NONE);
        listen(node);
        for (int guest = 0; guest < LANES; guest++) {
            Loopback.Node client = fabric.machine.client("client-" + guest);
            Sender<Note> sender = client(client);
            int base = guest * MANY;
            client.run(() -> {
                for (int number = base; number < base + MANY; number++) {
                    sender.send(node.address(), Note.of(number));
                }
            });
        }
        assertThat(fabric.await(() -> answers.size() == LANES * MANY)).isTrue();
        for (int number = 0; number < LANES * MANY; number++) {
            int lane = number % LANES;
            assertThat(arrivals).contains(lane + " many-" + lane + " " + number);
        }
        assertThat(arrivals).hasSize(LANES * MANY);
        assertThat(answers.stream().map(Note::number).distinct()).hasSize(LANES * MANY);
    }

    @Test
    void aLaneOfOneNodeIsHeardByTheSameLaneOfTheOther() {
        LanedLoopback.Node one = node("one", TcpEvents.NONE);
        LanedLoopback.Node two = node("two", TcpEvents.NONE);
        List<Sender<Note>> senders = listen(one);
        listen(two);
        for (int i = 0; i < LANES; i++) {
            int lane = i;
            one.run(lane, () -> senders.get(lane).send(two.address(), Note.of(-10 - lane)));
        }
        assertThat(fabric.await(() -> arrivals.size() >= LANES)).isTrue();
        assertThat(arrivals).containsExactlyInAnyOrder("0 two-0 -10", "1 two-1 -11", "2 two-2 -12");
    }

    @Test
    void whatIsTooMuchForOneLaneIsRefusedWhereItCame() throws InterruptedException {
        LanedLoopback.Node node = node("busy", TcpEvents.NONE);
        listen(node);
        Loopback.Node client = fabric.machine.client("client");
        Sender<Note> sender = client(client);
        // The first client is brought to the second lane, which will be busy; the next one to the third.
        client.run(() -> sender.send(node.address(), Note.of(0)));
        assertThat(fabric.await(() -> answers.size() == 1)).isTrue();
        CountDownLatch goOn = new CountDownLatch(1);
        node.threads().get(1).run(() -> {
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Loopback.Node next = fabric.machine.client("next");
        Sender<Note> asks = client(next);
        Value large = Value.of("x".repeat(500_000));
        next.run(() -> {
            for (int i = 0; i < 6; i++) {
                asks.send(node.address(), new Note(1 + 3 * i, large));
            }
        });
        assertThat(fabric.await(() -> answers.stream().anyMatch(note -> note.number() == -16)))
                .as("the last is refused")
                .isTrue();
        assertThat(arrivals).noneMatch(arrival -> arrival.startsWith("1 "));
        goOn.countDown();
        assertThat(fabric.await(() -> arrivals.contains("1 busy-1 1"))).isTrue();
    }

    @Test
    void whoHasAnotherNumberOfLanesIsRefusedOnEachOfThem() {
        List<String> refusals = new CopyOnWriteArrayList<>();
        TcpEvents told = new TcpEvents() {
            @Override
            public void refused(Address peer, String why) {
                refusals.add(why);
            }
        };
        LanedLoopback.Node three = node("three", told);
        listen(three);
        LanedLoopback.Node five = fabric.node("five", 5, new LanedLoopback.ByNumber(5), TcpEvents.NONE);
        List<Sender<Note>> senders = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int lane = i;
            five.run(lane, () -> senders.add(five.lanes().get(lane).open(Note.channel("notes"), (from, note) -> {})));
        }
        five.startAll();
        for (int i = 0; i < 5; i++) {
            Sender<Note> sender = senders.get(i);
            five.run(i, () -> sender.send(three.address(), Note.of(-1)));
        }
        // Of the first lane, events are told.
        assertThat(fabric.await(() -> refusals.size() >= 3)).isTrue();
        assertThat(refusals.get(0))
                .contains("settings of the whole cluster differ: lanes is")
                .contains("5 at five");
        assertThat(arrivals).isEmpty();
    }

    @Test
    void theLargestMessageIsNotDividedAmongLanes() {
        TcpOptions whole = Loopback.OPTIONS;
        TcpOptions share = whole.share(32);
        assertThat(share.outboundLimit()).isEqualTo(new Size(4 << 20 >> 5));
        assertThat(share.outboundTotal()).isEqualTo(whole.frameLimit());
        assertThat(share.inboundTotal()).isEqualTo(whole.frameLimit());
        assertThat(share.frameLimit()).isEqualTo(whole.frameLimit());
        assertThat(whole.share(2).outboundTotal()).isEqualTo(new Size(8 << 20));
    }

    @Test
    void lanesOfDifferentNumbersObjectToEachOther() {
        Identity one = new Identity("c", new MemberId("one", 1), new Address("one", 1), new TreeMap<>(), 0);
        Identity two = new Identity("c", new MemberId("two", 1), new Address("two", 1), new TreeMap<>(), 1);
        Introduction left = new Introduction(one, List.of());
        Introduction right = new Introduction(two, List.of());
        assertThat(Introduction.objection(left, right))
                .isEqualTo("the lane 0 of one#1 and the lane 1 of two#1 have nothing to say to each other");
        assertThat(Introduction.objection(left, new Introduction(two.onLane(0), List.of())))
                .isNull();
        assertThat(Introduction.read(java.nio.ByteBuffer.wrap(right.bytes()))).isEqualTo(right);
    }
}
