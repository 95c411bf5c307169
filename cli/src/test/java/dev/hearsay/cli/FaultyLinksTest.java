package dev.hearsay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Address;
import dev.hearsay.api.port.Leg;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FaultyLinksTest {
    private static final Address THERE = new Address("127.0.0.1", 7002);
    private static final long MILLI = 1_000_000;

    private final long[] now = {0};
    private final FaultyLinks links = new FaultyLinks(() -> now[0], new SplittableRandom(1));

    private static LinkFaults faults(String delay, double drop, double duplicate, boolean ordered) {
        return new LinkFaults(THERE, false, delay, new TreeMap<>(), drop, duplicate, 0, ordered, 0);
    }

    private long[] fate() {
        return links.fate(THERE, Leg.NONE, 1000);
    }

    @Test
    void aLinkThatNothingIsSaidAboutIsNotDisturbed() {
        assertThat(fate()).containsExactly(0);
    }

    @Test
    void messagesAreLostAndDoubledAsOftenAsTheConditionSays() {
        links.set(faults("0", 0.2, 0.1, true));
        int lost = 0;
        int doubled = 0;
        for (int i = 0; i < 10_000; i++) {
            int copies = fate().length;
            lost += copies == 0 ? 1 : 0;
            doubled += copies == 2 ? 1 : 0;
        }
        assertThat(lost).isBetween(1900, 2100);
        assertThat(doubled).isBetween(730, 870);
    }

    @Test
    void inOrderALateMessageHoldsBackTheNext() {
        links.set(faults("exponential(5ms)", 0, 0, true));
        long last = 0;
        long sum = 0;
        for (int i = 0; i < 1000; i++) {
            now[0] += 10 * MILLI;
            long arrival = now[0] + fate()[0];
            assertThat(arrival).isGreaterThanOrEqualTo(last);
            sum += arrival - now[0];
            last = arrival;
        }
        assertThat(sum / 1000).isBetween(4 * MILLI, 8 * MILLI);
    }

    @Test
    void aCutLosesEverythingAndALegHasADelayOfItsOwn() {
        LinkFaults legs = new LinkFaults(THERE, false, "1ms", Map.of("WRITE", "7ms"), 0, 0, 0, false, 0);
        links.set(legs);
        assertThat(fate()).containsExactly(MILLI);
        assertThat(links.fate(THERE, Leg.WRITE, 1000)).containsExactly(7 * MILLI);
        links.set(legs.cut(true));
        assertThat(fate()).isEmpty();
        links.set(legs.cut(false));
        assertThat(fate()).containsExactly(MILLI);
    }

    @Test
    void aNarrowLinkTakesItsTimeForEveryByte() {
        links.set(new LinkFaults(THERE, false, "0", new TreeMap<>(), 0, 0, 0, true, 1_000_000));
        assertThat(fate()).containsExactly(MILLI);
        assertThat(fate()).containsExactly(2 * MILLI);
        now[0] += 5 * MILLI;
        assertThat(fate()).containsExactly(MILLI);
    }

    @Test
    void anOrderIsReadAsItWasWritten() {
        LinkFaults faults = new LinkFaults(
                THERE, true, "1ms + exponential(2ms)", Map.of("READ", "3ms"), 0.5, 0.25, 0.125, true, 77);
        assertThat(LinkFaults.parse(faults.line())).isEqualTo(faults);
        assertThat(faults.line()).doesNotContain("\n");
    }
}
