package dev.hearsay.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Key;
import org.junit.jupiter.api.Test;

class DoubtsTest {
    @Test
    void keysBeyondTheLimitPutAllInDoubt() {
        Doubts doubts = new Doubts(2);
        doubts.add(Key.of("a"));
        doubts.add(Key.of("b"));
        doubts.add(Key.of("a"));
        assertThat(doubts.contains(Key.of("a"))).isTrue();
        assertThat(doubts.contains(Key.of("c"))).isFalse();
        doubts.add(Key.of("c"));
        assertThat(doubts.contains(Key.of("a"))).isTrue();
        assertThat(doubts.contains(Key.of("d"))).isTrue();
    }
}
