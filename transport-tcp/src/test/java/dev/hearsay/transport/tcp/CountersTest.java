package dev.hearsay.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Address;
import dev.hearsay.api.Value;
import dev.hearsay.api.port.Sender;
import dev.hearsay.testkit.transport.Note;
import dev.hearsay.testkit.transport.RealTime;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CountersTest {
    private final Loopback loopback = new Loopback();

    @AfterEach
    void close() {
        loopback.close();
    }

    @Test
    void everyChannelIsCountedForItselfAndSumsUpAlikeAtBothEnds() {
        Loopback.Node one = loopback.node("one");
        Loopback.Node other = loopback.node("other");
        AtomicLong heard = new AtomicLong();
        other.run(() -> {
            other.tcp().open(Note.channel("gossip"), (from, note) -> heard.incrementAndGet());
            other.tcp().open(Note.channel("cells"), (from, note) -> heard.incrementAndGet());
            other.tcp().start(other.address());
        });
        one.run(() -> {
            Sender<Note> gossip = one.tcp().open(Note.channel("gossip"), (from, note) -> {});
            Sender<Note> cells = one.tcp().open(Note.channel("cells"), (from, note) -> {});
            one.tcp().start(one.address());
            gossip.send(other.address(), Note.of(1));
            gossip.send(other.address(), Note.of(2));
            cells.send(other.address(), new Note(3, Value.of("x".repeat(1000))));
            assertThat(one.tcp().outboundBytes()).isGreaterThan(1000);
            assertThat(cells.send(new Address("nobody", 0), Note.of(4))).isFalse();
        });
        assertThat(RealTime.await(() -> heard.get() == 3)).isTrue();
        ChannelCounters gossip = one.tcp().counters().channels().get(0);
        ChannelCounters cells = one.tcp().counters().channels().get(1);
        assertThat(gossip.name()).isEqualTo("gossip");
        assertThat(gossip.sent()).isEqualTo(2);
        assertThat(gossip.notTaken()).isZero();
        assertThat(cells.sent()).isOne();
        assertThat(cells.sentBytes()).isGreaterThan(1000);
        assertThat(cells.notTaken()).isOne();
        assertThat(other.tcp().counters().channels())
                .extracting(ChannelCounters::receivedBytes)
                .containsExactly(gossip.sentBytes(), cells.sentBytes());
        assertThat(other.tcp().counters().receivedBytes())
                .isEqualTo(one.tcp().counters().sentBytes());
        one.run(() -> assertThat(one.tcp().outboundBytes()).isZero());
    }
}
