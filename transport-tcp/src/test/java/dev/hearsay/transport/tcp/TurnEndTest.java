package dev.hearsay.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnEndTest {
    private final TcpLane lane = new TcpLane("turn-end");
    private final List<String> happened = new ArrayList<>();

    @AfterEach
    void close() {
        lane.close();
    }

    /** Waits for it; what it leaves for the end of its turn has happened then. */
    private void onLane(Runnable task) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        lane.run(() -> {
            task.run();
            // Not before the turn after this one.
            lane.environment().after(Duration.ofMillis(1), () -> done.complete(null));
        });
        done.get(10, TimeUnit.SECONDS);
    }

    @Test
    void whatIsStoredComesBeforeWhatIsSentWhicheverWasFirst() throws Exception {
        onLane(() -> {
            lane.turnEnd().flush(() -> happened.add("sent"));
            lane.atTurnEnd(() -> happened.add("stored"));
            lane.run(() -> happened.add("handled"));
        });
        assertThat(happened).containsExactly("handled", "stored", "sent");
    }

    @Test
    void anErrorInOneTaskIsNotTheEndOfTheOthers() throws Exception {
        onLane(() -> {
            lane.atTurnEnd(() -> {
                throw new OutOfMemoryError("of this test");
            });
            lane.atTurnEnd(() -> happened.add("behind it"));
            lane.turnEnd().flush(() -> happened.add("sent"));
        });
        onLane(() -> lane.atTurnEnd(() -> happened.add("next turn")));
        assertThat(happened).containsExactly("behind it", "sent", "next turn");
    }

    /** Half a second of tasks, each of which leaves another behind. */
    @Test
    void tasksWithoutEndDoNotPutItOff() throws Exception {
        int most = 25_000;
        CompletableFuture<Integer> tasks = new CompletableFuture<>();
        boolean[] ended = new boolean[1];
        lane.run(() -> {
            lane.atTurnEnd(() -> ended[0] = true);
            goOn(0, most, ended, tasks);
        });
        assertThat(tasks.get(30, TimeUnit.SECONDS)).isLessThan(most);
    }

    private void goOn(int count, int most, boolean[] ended, CompletableFuture<Integer> tasks) {
        if (ended[0] || count == most) {
            tasks.complete(count);
            return;
        }
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < 20_000) {
            Thread.onSpinWait();
        }
        lane.run(() -> goOn(count + 1, most, ended, tasks));
    }
}
