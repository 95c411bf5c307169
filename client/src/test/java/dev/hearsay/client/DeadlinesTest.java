package dev.hearsay.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import dev.hearsay.testkit.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DeadlinesTest {
    private static final long TICK = Duration.ofMillis(8).toNanos();

    private static Call call() {
        return new Call(new Call.Question(Key.of("k"), null, Context.NONE, RequestOptions.DEFAULTS), 0) {
            @Override
            void end(Outcome outcome) {}
        };
    }

    /** Over more than two rounds of the wheel, with some that are taken out before their time. */
    @Property(seed = "1", tries = 200)
    void everyCallIsLookedAtOnceNeverEarlyAndAtMostATickLate(
            @ForAll @Size(max = 40) List<@IntRange(max = 10_000) Integer> millis,
            @ForAll @IntRange(min = 1, max = 5) int taken) {
        Timeline time = new Timeline(1);
        Map<Call, Long> seen = new LinkedHashMap<>();
        Deadlines deadlines = new Deadlines(
                time, call -> assertThat(seen.put(call, time.nanoTime())).isNull());
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < millis.size(); i++) {
            Call call = call();
            calls.add(call);
            long at = Duration.ofMillis(millis.get(i)).toNanos();
            time.after(Duration.ofNanos(at / 3), () -> deadlines.add(call, at));
            if (i % taken == 0) {
                time.after(Duration.ofNanos(at / 2), () -> deadlines.remove(call));
            }
        }
        while (time.step()) {
            // Ends, because nothing runs while nobody waits.
        }
        assertThat(deadlines.all()).isEmpty();
        for (int i = 0; i < calls.size(); i++) {
            long at = Duration.ofMillis(millis.get(i)).toNanos();
            if (i % taken == 0 && seen.get(calls.get(i)) == null) {
                continue;
            }
            assertThat(seen.get(calls.get(i))).as("due at %s", at).isBetween(at, at + 2 * TICK);
        }
    }
}
