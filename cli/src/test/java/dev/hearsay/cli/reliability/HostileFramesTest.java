package dev.hearsay.cli.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Value;
import dev.hearsay.api.port.Codec;
import dev.hearsay.api.port.Wire;
import dev.hearsay.api.request.ClientChannel;
import dev.hearsay.api.request.ClientMessage;
import dev.hearsay.api.request.ClientRequest;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.client.HearsayClient;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Frames that nobody should send, to the process of a node that serves others meanwhile. Most have a checksum that holds, so that what they
 * carry reaches the codecs: of channels that the stranger has announced, and of introductions.
 */
class HostileFramesTest {
    private static final int FRAMES = 10_000;
    private static final int BURST = 40;
    private static final int GROWTH_MIB = 64;
    private static final int INTRODUCTION = 0;
    private static final int FIRST_CHANNEL = 3;
    private static final List<String> CHANNELS =
            List.of("client", "quorum", "read-repair", "hints", "anti-entropy-cells", "membership", "anti-entropy");

    private static final RequestOptions PATIENT = RequestOptions.DEFAULTS.withTimeout(Duration.ofSeconds(60));
    /** A node that refuses nothing because it is late: on a machine that is busy with other things, everybody is. */
    private static final String SETTINGS = """
            quorum { n = 1, r = 1, w = 1 }
            coordinator.max-lateness = 60s
            storage.rocksdb { block-cache = 8MiB, write-buffer = 8MiB, cell-cache = 8MiB }
            """;

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(1);

    private static byte[] frame(int kind, byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(kind);
        crc.update(body);
        ByteBuffer frame = ByteBuffer.allocate(9 + body.length);
        return frame.putInt(5 + body.length)
                .putInt((int) crc.getValue())
                .put((byte) kind)
                .put(body)
                .array();
    }

    /** Of a client that has every channel open that a node has. */
    private static byte[] introduction() {
        ByteBuffer body = ByteBuffer.allocate(1000);
        body.putInt(0x68656172).put((byte) 1);
        Wire.put(body, "hearsay");
        body.put((byte) 0);
        Wire.put(body, CHANNELS.size());
        for (String channel : CHANNELS) {
            Wire.put(body, channel);
            Wire.put(body, 1);
        }
        body.putInt(0); // the digest of no settings
        Wire.put(body, 0);
        byte[] bytes = new byte[body.position()];
        body.flip().get(bytes);
        return bytes;
    }

    private static byte[] request(long id) {
        Codec<ClientMessage> codec = ClientChannel.CHANNEL.codec();
        ClientRequest request =
                new ClientRequest(id, Key.of("k" + id), null, Context.NONE, RequestOptions.DEFAULTS, false);
        ByteBuffer body = ByteBuffer.allocate(codec.size(request));
        codec.encode(request, body);
        return body.array();
    }

    private byte[] noise(int longest) {
        byte[] bytes = new byte[1 + random.nextInt(longest)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] mutated(byte[] bytes) {
        for (int i = random.nextInt(3); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
        }
        return bytes;
    }

    private byte[] hostile(int number) {
        int channel = FIRST_CHANNEL + random.nextInt(CHANNELS.size() + 2);
        return switch (number % 6) {
            case 0 -> noise(200);
            case 1 -> frame(channel, noise(100));
            case 2 -> frame(channel, mutated(request(number)));
            case 3 -> frame(INTRODUCTION, mutated(introduction()));
            case 4 -> mutated(frame(channel, request(number)));
            // Announces as much as a frame may have, and sends a little of it.
            default -> ByteBuffer.allocate(100).putInt((64 << 20) - 100).array();
        };
    }

    private void attack(RealNodes nodes) throws IOException {
        for (int sent = 0; sent < FRAMES; ) {
            try (Socket socket =
                    new Socket(nodes.address(0).host(), nodes.address(0).port())) {
                if (random.nextInt(4) > 0) {
                    socket.getOutputStream().write(frame(INTRODUCTION, introduction()));
                }
                // A connection does not outlive what is wrong, so that most of a burst would not be looked at.
                for (int i = 0; i < BURST && random.nextInt(3) > 0; i++) {
                    socket.getOutputStream().write(hostile(sent++));
                }
            } catch (IOException cutOff) {
                assertThat(nodes.isAlive(0)).isTrue();
            }
        }
    }

    /** Somebody who behaves, and has much patience. Returns what did not go well. */
    private static CompletableFuture<List<String>> friend(HearsayClient client, AtomicLong served, AtomicBoolean over) {
        return CompletableFuture.supplyAsync(() -> {
            List<String> failures = new ArrayList<>();
            while (!over.get()) {
                long number = served.get();
                Key key = Key.of("friend" + number);
                Value value = Value.of("v" + number);
                Outcome put = client.put(key, value, Context.NONE, PATIENT);
                Outcome got = client.get(key, PATIENT);
                if (!(put instanceof Outcome.Done)) {
                    failures.add("write " + put);
                } else if (!(got instanceof Outcome.Done found)
                        || !found.reading().values().equals(List.of(value))) {
                    failures.add("read " + got);
                }
                served.incrementAndGet();
                Patience.pass(2);
            }
            return failures;
        });
    }

    @Test
    void tenThousandRandomAndMutatedFramesHurtNobody() throws Exception {
        try (RealNodes nodes = new RealNodes(folder, 1, SETTINGS)) {
            nodes.startAll();
            try (HearsayClient client = nodes.client()) {
                AtomicBoolean over = new AtomicBoolean();
                AtomicLong served = new AtomicLong();
                CompletableFuture<List<String>> friend = friend(client, served, over);
                attack(nodes);
                long before = nodes.residentMiB(0);
                long meanwhile = served.get();
                attack(nodes);
                assertThat(Patience.await(60, () -> served.get() > meanwhile + 1))
                        .as("somebody who behaves is served")
                        .isNotNegative();
                long after = nodes.residentMiB(0);
                over.set(true);
                System.out.printf(
                        "hostile frames: 2 x %d; %d of others served, failures %s; resident %d -> %d MiB%n",
                        FRAMES, served.get(), friend.join(), before, after);
                assertThat(friend.join()).isEmpty();
                assertThat(after - before).isLessThan(GROWTH_MIB);
                assertThat(nodes.isAlive(0)).isTrue();
                assertThat(nodes.log(0, 100_000)).doesNotContain("a task failed", "Exception");
            }
        }
    }
}
