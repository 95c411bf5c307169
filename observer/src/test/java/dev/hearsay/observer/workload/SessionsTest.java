package dev.hearsay.observer.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Context;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final Context SEEN = Context.of(new byte[] {1});

    @Test
    void aClientCarriesWhatItLastSawOfEachKey() {
        Sessions sessions = new Sessions(Workloads.of("keys = 1000, clients = 2"));
        sessions.saw(1, 700, SEEN);
        assertThat(sessions.seen(1, 700)).isSameAs(SEEN);
        assertThat(sessions.seen(1, 701)).isSameAs(Context.NONE);
        assertThat(sessions.seen(0, 700)).isSameAs(Context.NONE);
    }

    @Test
    void blindWritersCarryNothing() {
        Sessions sessions = new Sessions(Workloads.of("keys = 10, clients = 2, context = none"));
        sessions.saw(1, 7, SEEN);
        assertThat(sessions.seen(1, 7)).isSameAs(Context.NONE);
    }
}
