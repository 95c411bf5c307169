package dev.hearsay.testkit.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Address;
import dev.hearsay.api.Member;
import dev.hearsay.api.port.Codec;
import dev.hearsay.api.protocol.Membership;
import dev.hearsay.api.protocol.ProtocolMessage;
import dev.hearsay.testkit.Timeline;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Members, the network between them and the time they share. Every message crosses as bytes: the group asserts that its codec
 * writes as many as it says and reads back an equal message, and keeps them.
 */
public final class MemberGroup {
    /** A message as it crossed. */
    public record Sent(Address from, Address to, byte[] bytes) {}

    /** What becomes of one message: the delays of its arrivals; none is loss, two are a duplicate. */
    @FunctionalInterface
    public interface Fate {
        List<Duration> of(RandomGenerator random);
    }

    private static final Duration LATENCY = Duration.ofMillis(10);

    private final long seed;
    private final Supplier<Membership> protocols;
    private final Timeline time;
    private final RandomGenerator chance;
    private final TreeMap<String, GroupMember> listening = new TreeMap<>();
    private final List<Sent> wire = new ArrayList<>();
    private Fate fate = random -> List.of(LATENCY);

    public MemberGroup(long seed, Supplier<Membership> protocols) {
        this.seed = seed;
        this.protocols = protocols;
        this.time = new Timeline(seed);
        this.chance = new SplittableRandom(seed);
    }

    long seed() {
        return seed;
    }

    Timeline time() {
        return time;
    }

    /** Starts a life of a member, in place of whoever listens at its address. */
    public GroupMember start(Member self, List<Member> known, List<Address> seeds) {
        GroupMember member = new GroupMember(this, self, known, seeds, protocols.get());
        GroupMember before = listening.put(self.address().toString(), member);
        if (before != null) {
            before.crash();
        }
        member.protocol().start(member);
        return member;
    }

    public void fate(Fate next) {
        fate = next;
    }

    /** Lets so much time pass. */
    public void run(Duration duration) {
        boolean[] over = {false};
        time.after(duration, () -> over[0] = true);
        while (!over[0]) {
            assertThat(time.step()).isTrue();
        }
    }

    /** Every message so far. */
    public List<Sent> wire() {
        return Collections.unmodifiableList(wire);
    }

    boolean send(GroupMember from, Address to, ProtocolMessage message) {
        byte[] bytes = encode(from.protocol().codec(), message);
        Sent sent = new Sent(from.self().address(), to, bytes);
        wire.add(sent);
        for (Duration delay : fate.of(chance)) {
            time.after(delay, () -> deliver(sent));
        }
        return true;
    }

    /**
     * Lets a message arrive now.
     *
     * @throws IllegalArgumentException if the codec refuses it
     */
    public void deliver(Sent sent) {
        GroupMember receiver = listening.get(sent.to().toString());
        if (receiver != null && receiver.isRunning()) {
            ByteBuffer in = ByteBuffer.wrap(sent.bytes());
            ProtocolMessage message = receiver.protocol().codec().decode(in);
            receiver.protocol().receive(sent.from(), message);
        }
    }

    private static byte[] encode(Codec<ProtocolMessage> codec, ProtocolMessage message) {
        int size = codec.size(message);
        ByteBuffer out = ByteBuffer.allocate(size + 64);
        codec.encode(message, out);
        assertThat(out.position()).as("bytes of %s, against its size", message).isEqualTo(size);
        byte[] encoded = new byte[size];
        out.flip().get(encoded);
        ByteBuffer in = ByteBuffer.wrap(encoded);
        assertThat(codec.decode(in)).as("what is read back").isEqualTo(message);
        assertThat(in.remaining()).as("bytes left over").isZero();
        return encoded;
    }
}
