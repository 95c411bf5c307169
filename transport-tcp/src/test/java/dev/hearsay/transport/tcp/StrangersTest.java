package dev.hearsay.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Value;
import dev.hearsay.api.plugin.Size;
import dev.hearsay.api.port.Sender;
import dev.hearsay.testkit.transport.Note;
import dev.hearsay.testkit.transport.RealTime;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever connects to a node and is not what it should be loses its connection, and nobody else notices. */
class StrangersTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONGER = Duration.ofSeconds(2);

    private final Loopback net = new Loopback();
    private final List<Long> arrived = new CopyOnWriteArrayList<>();
    private final List<Sender<Note>> echo = new ArrayList<>();
    private final Frames frames = new Frames();
    private long asked;

    @AfterEach
    void end() {
        net.close();
    }

    private Loopback.Node echoing(TcpOptions options) {
        Loopback.Node node = net.node("node", "tests", new TreeMap<>(), options, TcpEvents.NONE);
        node.run(() -> {
            echo.add(node.tcp()
                    .open(Note.channel("notes"), (from, note) -> echo.get(0).send(from, note)));
            node.tcp().start(node.address());
        });
        return node;
    }

    private static TcpOptions options(Duration connect, Duration silence, long outbound, int connections) {
        return new TcpOptions(
                connect,
                Loopback.OPTIONS.firstBackoff(),
                Loopback.OPTIONS.longestBackoff(),
                new Size(outbound),
                Loopback.OPTIONS.outboundTotal(),
                Loopback.OPTIONS.inboundTotal(),
                Loopback.OPTIONS.frameLimit(),
                silence,
                connections);
    }

    private static Socket connect(Loopback.Node node) throws IOException {
        return new Socket(Loopback.HOST, node.address().port());
    }

    private byte[] introduction() {
        List<Introduction.Offer> offers = List.of(new Introduction.Offer("notes", 1));
        return bytes(frames.of(Frames.INTRODUCTION, new Introduction(Identity.client("tests"), offers).bytes()));
    }

    private byte[] note(long number) {
        var codec = Note.channel("notes").codec();
        ByteBuffer body = ByteBuffer.allocate(codec.size(Note.of(number)));
        codec.encode(Note.of(number), body);
        return bytes(frames.of(Frames.FIRST_CHANNEL, body.array()));
    }

    private static byte[] bytes(ByteBuf frame) {
        byte[] bytes = new byte[frame.readableBytes()];
        frame.readBytes(bytes).release();
        return bytes;
    }

    /** Whether the other side has ended the connection, however much it said before. */
    private static boolean isEnded(Socket socket) {
        try {
            socket.setSoTimeout(20_000);
            InputStream in = socket.getInputStream();
            byte[] rest = new byte[1 << 16];
            for (int read = 0; read >= 0; ) {
                read = in.read(rest);
            }
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** A client that has been there all along. */
    private Sender<Note> friend(Loopback.Node node) {
        Loopback.Node friend = net.client("friend");
        List<Sender<Note>> sender = new ArrayList<>();
        friend.run(() -> {
            sender.add(friend.tcp().open(Note.channel("notes"), (from, answer) -> arrived.add(answer.number())));
            friend.tcp().start(friend.address());
        });
        return (to, note) -> {
            friend.run(() -> sender.get(0).send(to, note));
            return true;
        };
    }

    private void assertServed(Sender<Note> friend, Loopback.Node node) {
        long number = ++asked;
        friend.send(node.address(), Note.of(number));
        assertThat(RealTime.await(() -> arrived.contains(number))).isTrue();
    }

    @Test
    void tenThousandRandomAndMutatedFrames() throws IOException {
        Loopback.Node node = echoing(Loopback.OPTIONS);
        Sender<Note> friend = friend(node);
        assertServed(friend, node);
        SplittableRandom random = new SplittableRandom(1);
        byte[] introduction = introduction();
        IntFunction<byte[]> damaged = i -> {
            byte[] bytes = i % 3 == 0 ? new byte[1 + random.nextInt(60)] : i % 3 == 1 ? note(i) : introduction();
            if (i % 3 == 0) {
                random.nextBytes(bytes);
            } else {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
            }
            return bytes;
        };
        int sent = 0;
        while (sent < 10_000) {
            try (Socket socket = connect(node)) {
                if (random.nextBoolean()) {
                    socket.getOutputStream().write(introduction);
                }
                for (int burst = 0; burst < 50; burst++) {
                    socket.getOutputStream().write(damaged.apply(sent++));
                }
            } catch (IOException cutOff) {
                assertThat(cutOff.getMessage()).isNotBlank();
            }
        }
        assertServed(friend, node);
        assertThat(RealTime.await(() -> node.tcp().counters().connections() == 1))
                .isTrue();
    }

    @Test
    void aFrameBeyondTheLimitEndsTheConnection() throws IOException {
        Loopback.Node node = echoing(Loopback.OPTIONS);
        try (Socket socket = connect(node)) {
            socket.getOutputStream().write(introduction());
            socket.getOutputStream()
                    .write(ByteBuffer.allocate(4).putInt((1 << 20) + 1).array());
            assertThat(isEnded(socket)).isTrue();
        }
        assertServed(friend(node), node);
    }

    @Test
    void aMessageBeforeAnIntroductionEndsTheConnection() throws IOException {
        Loopback.Node node = echoing(Loopback.OPTIONS);
        try (Socket socket = connect(node)) {
            socket.getOutputStream().write(note(1));
            assertThat(isEnded(socket)).isTrue();
        }
    }

    @Test
    void whoeverDoesNotIntroduceItselfInTimeIsCutOff() throws IOException {
        Loopback.Node node = echoing(options(SHORT, Duration.ofSeconds(60), 1 << 20, 10));
        try (Socket socket = connect(node)) {
            assertThat(isEnded(socket)).isTrue();
        }
    }

    @Test
    void whoeverFallsSilentIsCutOffAndWhoeverHasNothingToSayIsNot() throws IOException {
        Loopback.Node node = echoing(options(Duration.ofSeconds(5), LONGER, 1 << 20, 10));
        Loopback.Node quiet = net.node(
                "quiet", "tests", new TreeMap<>(), options(Duration.ofSeconds(5), LONGER, 1 << 20, 10), TcpEvents.NONE);
        List<Sender<Note>> sender = new ArrayList<>();
        quiet.run(() -> {
            sender.add(quiet.tcp().open(Note.channel("notes"), (from, note) -> arrived.add(note.number())));
            quiet.tcp().start(quiet.address());
            sender.get(0).send(node.address(), Note.of(1));
        });
        assertThat(RealTime.await(() -> arrived.contains(1L))).isTrue();
        long before = node.tcp().counters().connections();
        try (Socket socket = connect(node)) {
            socket.getOutputStream().write(introduction());
            assertThat(isEnded(socket)).isTrue();
        }
        assertThat(RealTime.await(() -> node.tcp().counters().connections() == before))
                .isTrue();
    }

    /** It asks and asks, and never reads an answer. */
    @Test
    void whoeverDoesNotReadFillsNothingAndIsCutOff() throws IOException {
        Loopback.Node node = echoing(options(Duration.ofSeconds(5), Duration.ofSeconds(1), 1 << 16, 10));
        Sender<Note> friend = friend(node);
        Note large = new Note(1, Value.of("x".repeat(10_000)));
        var codec = Note.channel("notes").codec();
        ByteBuffer body = ByteBuffer.allocate(codec.size(large));
        codec.encode(large, body);
        byte[] frame = bytes(frames.of(Frames.FIRST_CHANNEL, body.array()));
        boolean cutOff = false;
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(
                    new java.net.InetSocketAddress(Loopback.HOST, node.address().port()));
            socket.getOutputStream().write(introduction());
            for (int i = 0; i < 200_000 && !cutOff; i++) {
                socket.getOutputStream().write(frame);
            }
        } catch (IOException e) {
            cutOff = true;
        }
        assertThat(cutOff).isTrue();
        assertThat(node.tcp().counters().notTaken()).isPositive();
        assertServed(friend, node);
    }

    @Test
    void oneConnectionTooManyIsRefusedAndTheOthersStay() throws IOException {
        Loopback.Node node = echoing(options(Duration.ofSeconds(20), Duration.ofSeconds(20), 1 << 20, 3));
        Sender<Note> friend = friend(node);
        assertServed(friend, node);
        try (Socket second = connect(node);
                Socket third = connect(node);
                Socket fourth = connect(node)) {
            assertThat(second.isConnected() && third.isConnected()).isTrue();
            assertThat(isEnded(fourth)).isTrue();
            assertServed(friend, node);
        }
    }
}
