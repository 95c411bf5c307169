package dev.hearsay.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.request.Outcome;
import dev.hearsay.api.request.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SubmissionsTest {
    private static Call call(long number) {
        return new Call(new Call.Question(Key.of("k"), null, Context.NONE, RequestOptions.DEFAULTS), number) {
            @Override
            void end(Outcome outcome) {}
        };
    }

    @Test
    void callsAreTakenInTheirOrderAndShareOneWakeUp() {
        AtomicInteger wakeUps = new AtomicInteger();
        Submissions submissions = new Submissions(() -> wakeUps.incrementAndGet() > 0);
        for (int i = 0; i < 5; i++) {
            assertThat(submissions.add(call(i))).isTrue();
        }
        assertThat(wakeUps).hasValue(1);
        List<Long> begun = new ArrayList<>();
        submissions.drain(call -> begun.add(call.begunNanos));
        assertThat(begun).containsExactly(0L, 1L, 2L, 3L, 4L);
        submissions.drain(call -> begun.add(call.begunNanos));
        assertThat(begun).hasSize(5);
        submissions.add(call(6));
        assertThat(wakeUps).hasValue(2);
    }

    @Test
    void aLaneThatHasEndedIsFoundOut() {
        assertThat(new Submissions(() -> false).add(call(1))).isFalse();
    }

    @Test
    void noCallIsLostAndThoseOfOneThreadKeepTheirOrder() throws InterruptedException {
        ExecutorService lane = Executors.newSingleThreadExecutor();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        List<Long> begun = new ArrayList<>();
        Submissions[] submissions = new Submissions[1];
        submissions[0] = new Submissions(() -> {
            lane.execute(() -> submissions[0].drain(call -> begun.add(call.begunNanos)));
            return true;
        });
        for (int thread = 0; thread < 4; thread++) {
            long first = thread * 1_000_000L;
            callers.execute(() -> {
                for (int i = 0; i < 20_000; i++) {
                    submissions[0].add(call(first + i));
                }
            });
        }
        callers.shutdown();
        assertThat(callers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        lane.shutdown();
        assertThat(lane.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(begun).hasSize(80_000);
        for (int thread = 0; thread < 4; thread++) {
            long number = thread;
            assertThat(begun.stream().filter(call -> call / 1_000_000 == number))
                    .isSorted();
        }
    }
}
