package dev.hearsay.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Address;
import dev.hearsay.api.Value;
import dev.hearsay.api.plugin.Size;
import dev.hearsay.api.port.Sender;
import dev.hearsay.testkit.transport.Note;
import dev.hearsay.testkit.transport.RealTime;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What bounds a transport that many peers, or none, make use of. */
class LimitsTest {
    private static final TcpOptions TIGHT = new TcpOptions(
            Duration.ofSeconds(20),
            Duration.ofMillis(20),
            Duration.ofMillis(160),
            new Size(1 << 20),
            new Size(2 << 20),
            new Size(1 << 20),
            new Size(1 << 20),
            Duration.ofSeconds(20),
            100);

    private final Loopback net = new Loopback();

    @AfterEach
    void end() {
        net.close();
    }

    private static Sender<Note> start(Loopback.Node node) {
        List<Sender<Note>> sender = new ArrayList<>();
        node.run(() -> {
            sender.add(node.tcp().open(Note.channel("notes"), (from, note) -> {}));
            node.tcp().start(node.address());
        });
        return sender.get(0);
    }

    private static boolean isEnded(Socket socket) throws IOException {
        socket.setSoTimeout(100);
        InputStream in = socket.getInputStream();
        try {
            while (in.read() >= 0) {
                // its introduction
            }
            return true;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void unfinishedFramesOfAllTogetherAreLimitedAndTheOldestGivesWay() throws IOException {
        Loopback.Node node = net.node("node", "tests", new TreeMap<>(), TIGHT, TcpEvents.NONE);
        start(node);
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                Socket socket = new Socket(Loopback.HOST, node.address().port());
                sockets.add(socket);
                byte[] part = ByteBuffer.allocate(450_000).putInt(1_000_000).array();
                socket.getOutputStream().write(part);
                long open = Math.min(2, i + 1);
                assertThat(RealTime.await(() -> node.tcp().counters().connections() == open))
                        .isTrue();
            }
            assertThat(isEnded(sockets.get(0))).isTrue();
            assertThat(isEnded(sockets.get(2))).isFalse();
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void whatWaitsForAllTogetherIsLimitedAndCountedAnewWhenTheLimitIsReached() {
        long[] waiting = {0};
        long[] now = {0};
        Outbound outbound = new Outbound(1000, () -> waiting[0], () -> now[0]);
        assertThat(outbound.takes(600)).isTrue();
        assertThat(outbound.takes(600)).as("600 have left").isTrue();
        waiting[0] = 700;
        assertThat(outbound.takes(600)).as("counted just now").isFalse();
        now[0] += 1_000_000;
        assertThat(outbound.takes(600)).as("700 wait").isFalse();
        waiting[0] = 100;
        now[0] += 1_000_000;
        assertThat(outbound.takes(600)).isTrue();
        assertThat(outbound.takes(301)).isFalse();
    }

    @Test
    void aLinkOnWhichNothingWaitsTakesOneMessageThatIsLargerThanAllThatMayWait() {
        TcpOptions narrow = new TcpOptions(
                TIGHT.connectTimeout(),
                TIGHT.firstBackoff(),
                TIGHT.longestBackoff(),
                new Size(1 << 10),
                TIGHT.outboundTotal(),
                TIGHT.inboundTotal(),
                TIGHT.frameLimit(),
                TIGHT.silence(),
                TIGHT.maxConnections());
        Loopback.Node node = net.node("node", "tests", new TreeMap<>(), narrow, TcpEvents.NONE);
        Loopback.Node other = net.node("other");
        AtomicInteger arrived = new AtomicInteger();
        other.run(() -> {
            other.tcp().open(Note.channel("notes"), (from, note) -> arrived.incrementAndGet());
            other.tcp().start(other.address());
        });
        Sender<Note> sender = start(node);
        Note large = new Note(1, Value.of("x".repeat(100_000)));
        node.run(() -> {
            assertThat(sender.send(other.address(), large)).isTrue();
            assertThat(sender.send(other.address(), large)).as("one waits").isFalse();
        });
        assertThat(RealTime.await(() -> arrived.get() == 1)).isTrue();
    }

    @Test
    void oneMessageThatIsLargerThanTheLimitMayBeHeldBack() {
        Disturbance disturbance = new Disturbance((to, leg, bytes) -> new long[0], null, 10);
        assertThat(disturbance.takes(11)).isTrue();
    }

    @Test
    void aPeerThatIsNotThereIsTriedLessAndLessOften() {
        AtomicInteger tries = new AtomicInteger();
        TcpEvents events = new TcpEvents() {
            @Override
            public void unreachable(Address peer, String why) {
                tries.incrementAndGet();
            }
        };
        Loopback.Node node = net.node("node", "tests", new TreeMap<>(), TIGHT, events);
        Sender<Note> sender = start(node);
        Address nowhere = net.nowhere();
        long begun = System.nanoTime();
        assertThat(RealTime.await(() -> {
                    node.run(() -> sender.send(nowhere, Note.of(1)));
                    return tries.get() == 6;
                }))
                .isTrue();
        // 20 + 40 + 80 + 160 + 160
        assertThat(System.nanoTime() - begun)
                .isGreaterThan(Duration.ofMillis(460).toNanos());
        assertThat(node.tcp().counters().notTaken()).isPositive();
    }
}
