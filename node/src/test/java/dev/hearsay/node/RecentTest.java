package dev.hearsay.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Address;
import org.junit.jupiter.api.Test;

class RecentTest {
    private static final long CLIENT = 1L << 40;

    private final Recent recent = new Recent();

    @Test
    void whatSeveralSendIsToldApartHoweverAlikeTheyAreCalled() {
        for (long sequence = 0; sequence < 400; sequence++) {
            for (int node = 0; node < 10; node++) {
                Address from = new Address("node-" + node, 7000 + node);
                assertThat(recent.isNew(from, CLIENT + sequence)).isTrue();
                assertThat(recent.isNew(from, CLIENT + sequence)).isFalse();
            }
        }
    }

    @Test
    void onlyTheLastAreRemembered() {
        Address from = new Address("client", 0);
        for (long sequence = 0; sequence < 20_000; sequence++) {
            assertThat(recent.isNew(from, CLIENT + sequence)).isTrue();
        }
        assertThat(recent.isNew(from, CLIENT + 19_999 - 4095)).isFalse();
        assertThat(recent.isNew(from, CLIENT)).isTrue();
    }
}
