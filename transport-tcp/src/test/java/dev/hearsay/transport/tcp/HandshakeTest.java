package dev.hearsay.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.api.Address;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.port.Channel;
import dev.hearsay.api.port.Sender;
import dev.hearsay.testkit.transport.Note;
import dev.hearsay.testkit.transport.RealTime;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandshakeTest {
    private final Loopback net = new Loopback();
    private final List<Long> arrived = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        net.close();
    }

    /** Keeps what it is told of refusals. */
    private static final class Refusals implements TcpEvents {
        final List<String> all = new CopyOnWriteArrayList<>();

        @Override
        public void refused(Address peer, String why) {
            all.add(why);
        }
    }

    private static TreeMap<String, String> settings(int n) {
        TreeMap<String, String> settings = new TreeMap<>();
        settings.put("hearsay.quorum.n", "" + n);
        settings.put("hearsay.versioning.use", "dotted");
        return settings;
    }

    private Sender<Note> start(Loopback.Node node, int version) {
        List<Sender<Note>> sender = new ArrayList<>();
        Channel<Note> plain = Note.channel("notes");
        node.run(() -> {
            sender.add(node.tcp()
                    .open(
                            new Channel<>("notes", version, Note.class, plain.codec()),
                            (from, note) -> arrived.add(note.number())));
            node.tcp().start(node.address());
        });
        return sender.get(0);
    }

    private void assertRefused(String sentence, Loopback.Node one, Loopback.Node other, Refusals... both) {
        Sender<Note> sender = start(one, 1);
        start(other, sentence.contains("version") ? 2 : 1);
        one.run(() -> sender.send(other.address(), Note.of(1)));
        for (Refusals refusals : both) {
            assertThat(RealTime.await(() -> !refusals.all.isEmpty())).isTrue();
            assertThat(refusals.all).allSatisfy(why -> assertThat(why).contains(sentence));
        }
        assertThat(arrived).isEmpty();
    }

    @Test
    void settingsOfTheWholeClusterMustAgreeAndBothSidesSayWhichDoNot() {
        Refusals here = new Refusals();
        Refusals there = new Refusals();
        assertRefused(
                "settings of the whole cluster differ: hearsay.quorum.n is 3 at two and 2 at one",
                net.node("one", "tests", settings(2), Loopback.OPTIONS, here),
                net.node("two", "tests", settings(3), Loopback.OPTIONS, there),
                here,
                there);
    }

    @Test
    void anotherClusterIsRefused() {
        Refusals here = new Refusals();
        Refusals there = new Refusals();
        assertRefused(
                "two is of the cluster shop, and one of tests",
                net.node("one", "tests", settings(3), Loopback.OPTIONS, here),
                net.node("two", "shop", settings(3), Loopback.OPTIONS, there),
                here,
                there);
    }

    @Test
    void anotherVersionOfAChannelIsRefused() {
        Refusals here = new Refusals();
        Refusals there = new Refusals();
        assertRefused(
                "two speaks version 2 of notes, and one version 1",
                net.node("one", "tests", settings(3), Loopback.OPTIONS, here),
                net.node("two", "tests", settings(3), Loopback.OPTIONS, there),
                here,
                there);
    }

    @Test
    void twoOfOneNameRefuseEachOther() {
        Refusals here = new Refusals();
        Refusals there = new Refusals();
        assertRefused(
                "call themselves one",
                net.node("one", "tests", settings(3), Loopback.OPTIONS, here),
                net.node("one", "tests", settings(3), Loopback.OPTIONS, there),
                here,
                there);
    }

    /** Its connection is gone; messages get lost until there is another. */
    @Test
    void aPeerThatComesBackIsFoundAgain() {
        Loopback.Node one = net.node("one");
        Loopback.Node two = net.node("two");
        Sender<Note> sender = start(one, 1);
        start(two, 1);
        one.run(() -> sender.send(two.address(), Note.of(1)));
        assertThat(RealTime.await(() -> arrived.contains(1L))).isTrue();
        two.lane().close();
        TcpLane lane = net.lane("two again");
        TcpListener listener =
                lane.listen(new InetSocketAddress(Loopback.HOST, two.address().port()));
        Identity identity = new Identity("tests", new MemberId("two", 1), two.address(), new TreeMap<>());
        TcpTransport again = new TcpTransport(lane, listener, identity, Loopback.OPTIONS, TcpEvents.NONE);
        start(new Loopback.Node(lane, two.address(), again), 1);
        assertThat(RealTime.await(() -> {
                    one.run(() -> sender.send(two.address(), Note.of(2)));
                    return arrived.contains(2L);
                }))
                .isTrue();
    }

    @Test
    void aPortThatIsTakenIsSaidSo() {
        Loopback.Node one = net.node("one");
        assertThatThrownBy(() -> net.lane("other")
                        .listen(new InetSocketAddress(
                                Loopback.HOST, one.address().port())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("cannot listen at 127.0.0.1:" + one.address().port()
                        + " (Address already in use); stop whoever has the port, or choose another");
    }

    @Test
    void anIntroductionIsReadAsItWasWritten() {
        Identity identity = new Identity("shöp", new MemberId("one", 7), new Address("host", 7001), settings(3));
        Introduction said = new Introduction(identity, List.of(new Introduction.Offer("notes", 2)));
        assertThat(Introduction.read(ByteBuffer.wrap(said.bytes()))).isEqualTo(said);
        assertThatThrownBy(() -> Introduction.read(ByteBuffer.wrap("GET / HTTP/1.1".getBytes())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("whoever speaks is no Hearsay");
    }
}
