package dev.hearsay.transport.tcp;

import io.netty.channel.SingleThreadEventLoop;
import java.util.ArrayList;
import java.util.List;

/**
 * What is left for the end of a turn of the loop, when all that came has been handled: first what was stored goes to the log, then what was
 * sent goes to the sockets, acknowledgements of the former among it. On the lane.
 *
 * <p><b>Invariant:</b> whatever a task throws, those behind it run, and the next turn has an end.
 */
final class TurnEnd {
    private final SingleThreadEventLoop loop;
    private final Runnable end = this::end;
    private final List<Runnable> tasks = new ArrayList<>();
    private final List<Runnable> flushes = new ArrayList<>();
    private boolean scheduled;

    TurnEnd(SingleThreadEventLoop loop) {
        this.loop = loop;
    }

    /** @return false if the lane has ended */
    boolean run(Runnable task) {
        return schedule() && tasks.add(task);
    }

    /** After all tasks. What they send is flushed too. */
    void flush(Runnable flush) {
        if (schedule()) {
            flushes.add(flush);
        }
    }

    private boolean schedule() {
        if (!scheduled && !loop.isShutdown()) {
            loop.executeAfterEventLoopIteration(end);
            scheduled = true;
        }
        return scheduled;
    }

    private void end() {
        runAll(tasks);
        scheduled = false;
        runAll(flushes);
    }

    /** Those that come meanwhile, too. */
    private static void runAll(List<Runnable> list) {
        for (int next = 0; next < list.size(); next++) {
            TcpLane.guarded(list.get(next));
        }
        list.clear();
    }
}
