package dev.hearsay.antientropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.api.Key;
import dev.hearsay.api.protocol.ProtocolMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {
    private final MessageCodec codec = new MessageCodec();

    private static Key key(SplittableRandom random) {
        byte[] bytes = new byte[random.nextInt(4) == 0 ? random.nextInt(300) : random.nextInt(3)];
        random.nextBytes(bytes);
        return Key.of(bytes);
    }

    private static Numbers numbers(SplittableRandom random) {
        int[] numbers = new int[random.nextInt(20)];
        int next = 0;
        for (int i = 0; i < numbers.length; i++) {
            next += random.nextInt(1 << random.nextInt(1, 10));
            numbers[i] = next++;
        }
        return Numbers.of(numbers, numbers.length);
    }

    private static Sums sums(SplittableRandom random) {
        long[] halves = new long[2 * random.nextInt(40)];
        for (int i = 0; i < halves.length; i++) {
            halves[i] = random.nextInt(2) * random.nextLong();
        }
        return new Sums(halves);
    }

    private static List<Message> messages(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Message.Head head = new Message.Head(
                random.nextInt(),
                random.nextInt(1 << 20),
                random.nextInt(1 << random.nextInt(1, 31)),
                random.nextInt());
        List<Key> keys = new ArrayList<>();
        List<Item> items = new ArrayList<>();
        for (int i = random.nextInt(10); i > 0; i--) {
            keys.add(key(random));
            items.add(random.nextBoolean() ? Item.held(key(random), random.nextLong()) : Item.missing(key(random)));
        }
        Optional<Key> place = random.nextBoolean() ? Optional.of(key(random)) : Optional.empty();
        return List.of(
                new Message.Root(head, new Shape(4, 3, Combine.XOR), random.nextLong(), random.nextLong()),
                new Message.Descend(head, random.nextInt(9), numbers(random)),
                new Message.Page(head, new Leaves(14, numbers(random)), place, items.isEmpty(), items),
                new Message.Recheck(head, random.nextBoolean(), items),
                new Message.Same(head.pass(), head.step()),
                new Message.Children(head.pass(), head.step(), sums(random)),
                new Message.Found(head.pass(), head.step(), numbers(random), keys, place),
                new Message.Refused(head.pass(), head.step(), Message.Refused.Reason.SETTINGS),
                new Message.Refused(head.pass(), head.step(), Message.Refused.Reason.RANGE),
                new Message.Doubt(head.partition(), head.range()));
    }

    private byte[] encoded(ProtocolMessage message) {
        ByteBuffer out = ByteBuffer.allocate(codec.size(message));
        codec.encode(message, out);
        assertThat(out.remaining()).isZero();
        return out.array();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void everyMessageIsReadAsItWasWrittenInExactlyTheBytesAnnounced(long seed) {
        for (Message message : messages(seed)) {
            ByteBuffer in = ByteBuffer.wrap(encoded(message));
            assertThat(codec.decode(in)).isEqualTo(message);
            assertThat(in.remaining()).isZero();
        }
    }

    /** Whatever the bytes, the answer is a message or a refusal, and no more memory than the bytes can account for. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void damagedBytesAreAMessageOrRefused(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (Message message : messages(seed)) {
            for (int i = 0; i < 50; i++) {
                byte[] bytes = encoded(message);
                bytes[1 + random.nextInt(bytes.length - 1)] = (byte) random.nextInt();
                ProtocolMessage read = readOrNull(bytes);
                if (read != null) {
                    assertThat(codec.decode(ByteBuffer.wrap(encoded(read)))).isEqualTo(read);
                }
            }
        }
    }

    private ProtocolMessage readOrNull(byte[] bytes) {
        try {
            return codec.decode(ByteBuffer.wrap(bytes));
        } catch (IllegalArgumentException refused) {
            return null;
        }
    }

    @Test
    void anUnknownKindIsRefused() {
        assertThatThrownBy(() -> codec.decode(ByteBuffer.wrap(new byte[] {0})))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> codec.decode(ByteBuffer.wrap(new byte[] {10})))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
