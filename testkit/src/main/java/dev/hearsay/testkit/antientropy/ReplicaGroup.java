package dev.hearsay.testkit.antientropy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.port.Codec;
import dev.hearsay.api.port.Environment;
import dev.hearsay.api.protocol.AntiEntropy;
import dev.hearsay.api.protocol.ProtocolMessage;
import dev.hearsay.api.rule.Placement;
import dev.hearsay.testkit.Timeline;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Replicas, the network between them and the time they share. Every message crosses as bytes: the group asserts that its codec
 * writes as many as it says and reads back an equal message, and counts them.
 */
public final class ReplicaGroup {
    public static final Duration LATENCY = Duration.ofMillis(10);

    /** What becomes of one message. */
    @FunctionalInterface
    public interface Fate {
        /**
         * @param number counts the messages of the group from 0
         * @return the delays of its arrivals: none is loss, two are a duplicate
         */
        List<Duration> of(int number, MemberId from, ProtocolMessage message);
    }

    private static final int MOST_EVENTS = 1_000_000;

    private final Timeline time;
    private final NavigableMap<MemberId, Replica> replicas = new TreeMap<>();
    private final List<byte[]> wire = new ArrayList<>();
    private Placement placement;
    private Fate fate = (number, from, message) -> List.of(LATENCY);
    private boolean moving;
    private boolean linksFull;
    private long bytes;

    public ReplicaGroup(long seed, int bits, List<Supplier<AntiEntropy>> strategies) {
        time = new Timeline(seed);
        List<MemberId> ids = new ArrayList<>();
        for (int i = 0; i < strategies.size(); i++) {
            MemberId id = new MemberId("replica-" + i, 1);
            ids.add(id);
            replicas.put(id, new Replica(this, id, strategies.get(i).get()));
        }
        placement = new EqualParts(bits, 0x1234_5678_9abc_def0L, ids);
        replicas.values().forEach(replica -> replica.protocol().start(replica));
        replicas.values().forEach(replica -> replica.protocol().placed(placement));
    }

    public Replica replica(int index) {
        return new ArrayList<>(replicas.values()).get(index);
    }

    public Placement placement() {
        return placement;
    }

    public Environment environment() {
        return time;
    }

    public void place(Placement next) {
        placement = next;
        replicas.values().forEach(replica -> replica.protocol().placed(next));
    }

    public void fate(Fate next) {
        fate = next;
    }

    /** From now on what is offered is merged by the peer, as a host would have it. */
    public void moveOffers() {
        moving = true;
    }

    /** From now on no link takes a message. */
    public void fillLinks() {
        linksFull = true;
    }

    /** Lets things happen until nothing is left to happen. */
    public void run() {
        runUntil(() -> false);
    }

    public void runUntil(BooleanSupplier done) {
        int events = 0;
        while (!done.getAsBoolean() && time.step()) {
            assertThat(++events).as("events; it does not come to an end").isLessThan(MOST_EVENTS);
        }
    }

    /** Bytes of all messages so far; what is offered is not counted. */
    public long bytes() {
        return bytes;
    }

    /** Every message so far, as bytes. */
    public List<byte[]> wire() {
        return Collections.unmodifiableList(wire);
    }

    boolean send(Replica from, MemberId to, ProtocolMessage message) {
        if (linksFull) {
            return false;
        }
        byte[] encoded = encode(from.protocol().codec(), message);
        int number = wire.size();
        wire.add(encoded);
        bytes += encoded.length;
        Replica receiver = replicas.get(to);
        for (Duration delay : fate.of(number, from.id(), message)) {
            ProtocolMessage arriving = receiver.protocol().codec().decode(ByteBuffer.wrap(encoded));
            time.after(delay, () -> receiver.protocol().receive(from.id(), arriving));
        }
        return true;
    }

    private static byte[] encode(Codec<ProtocolMessage> codec, ProtocolMessage message) {
        int size = codec.size(message);
        ByteBuffer out = ByteBuffer.allocate(size + 64);
        codec.encode(message, out);
        assertThat(out.position()).as("bytes of %s, against its size", message).isEqualTo(size);
        out.flip();
        byte[] encoded = new byte[size];
        out.get(encoded);
        assertThat(codec.decode(ByteBuffer.wrap(encoded)))
                .as("what is read back")
                .isEqualTo(message);
        return encoded;
    }

    void move(Replica from, MemberId to, Key key) {
        if (moving) {
            ItemCell cell = from.cells().get(key);
            time.after(LATENCY, () -> {
                Replica receiver = replicas.get(to);
                receiver.put(
                        key, receiver.cells().getOrDefault(key, ItemCell.EMPTY).merge(cell));
            });
        }
    }
}
