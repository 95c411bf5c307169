package dev.hearsay.api.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.api.Key;
import dev.hearsay.api.MemberId;
import dev.hearsay.api.Value;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class WireTest {
    private static ByteBuffer bytes(int... bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes.length);
        for (int next : bytes) {
            buffer.put((byte) next);
        }
        return buffer.flip();
    }

    @Property(seed = "1")
    void aNumberIsReadAsItWasWrittenInAsManyBytesAsSaid(@ForAll long number) {
        ByteBuffer out = ByteBuffer.allocate(20);
        Wire.put(out, number);
        assertThat(out.position()).isEqualTo(Wire.size(number));
        assertThat(Wire.number(out.flip())).isEqualTo(number);
        assertThat(out.hasRemaining()).isFalse();
    }

    @Property(seed = "1")
    void soAreNamesKeysAndValues(
            @ForAll @NotEmpty String name, @ForAll long incarnation, @ForAll byte[] key, @ForAll byte[] value) {
        MemberId member = new MemberId(name, incarnation);
        ByteBuffer out = ByteBuffer.allocate(Wire.size(member) + Wire.size(Key.of(key)) + Wire.size(Value.of(value)));
        Wire.put(out, member);
        Wire.put(out, Key.of(key));
        Wire.put(out, Value.of(value));
        assertThat(out.hasRemaining()).isFalse();
        out.flip();
        assertThat(Wire.member(out).incarnation()).isEqualTo(incarnation);
        assertThat(Wire.key(out)).isEqualTo(Key.of(key));
        assertThat(Wire.value(out)).isEqualTo(Value.of(value));
    }

    /** What cannot be told from another number's bytes, or cannot be all of it, is refused; nothing else is thrown. */
    @Property(seed = "1")
    void whateverIsReadWouldHaveBeenWrittenSo(@ForAll byte[] any) {
        ByteBuffer in = ByteBuffer.wrap(any);
        try {
            long number = Wire.number(in);
            ByteBuffer again = ByteBuffer.allocate(10);
            Wire.put(again, number);
            assertThat(again.flip()).isEqualTo(ByteBuffer.wrap(any, 0, in.position()));
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageMatching(".{10,}");
        }
    }

    @Property(seed = "1")
    void nothingIsAnnouncedThatTheRestCannotHold(
            @ForAll @IntRange(max = 40) int rest, @ForAll @IntRange(max = 80) int count) {
        ByteBuffer in = ByteBuffer.allocate(1 + rest).put((byte) count).rewind();
        if (count <= rest / 2) {
            assertThat(Wire.count(in, 2)).isEqualTo(count);
        } else {
            assertThatThrownBy(() -> Wire.count(in, 2)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aLongerFormOfANumberIsRefused() {
        assertThatThrownBy(() -> Wire.number(bytes(0x81, 0x00))).hasMessage("a number is not in its shortest form");
        assertThatThrownBy(() -> Wire.smallNumber(bytes(0x80, 0x80, 0x80, 0x80, 0x08)))
                .hasMessage("a number has more than 31 bits");
        assertThatThrownBy(() -> Wire.flag(bytes(2))).hasMessage("neither yes nor no: 2");
        assertThatThrownBy(() -> Wire.number(bytes(0x80))).hasMessage("the message ends in the middle");
    }
}
