package dev.hearsay.antientropy;

import dev.hearsay.api.MemberId;
import dev.hearsay.api.port.StorageException;
import dev.hearsay.api.protocol.AntiEntropyHost;
import dev.hearsay.api.protocol.ReconcileOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The passes of this node that run, each with at most one question open.
 *
 * <p><b>Invariants.</b> A pass that is opened ends exactly once: by {@link #end}, which every way out comes to, be it an answer,
 * a timeout, a full link, too many steps or a change of ownership. It never ends inside the call that opened it. After
 * {@link #stop} nothing happens.
 */
final class Passes {
    /** Writers that outrun the pages of a pass cannot keep it open for ever. */
    static final int MOST_STEPS = 1 << 16;

    /** How often a question is asked within the timeout. */
    static final int TIMES_ASKED = 5;

    private final AntiEntropyHost host;
    private final Duration timeout;
    private final NavigableMap<Integer, Pass> running = new TreeMap<>();
    private int next;

    Passes(AntiEntropyHost host, Duration timeout) {
        this.host = host;
        this.timeout = timeout;
        this.next = host.environment().random().nextInt();
    }

    Pass open(int partition, MemberId peer, int range) {
        while (running.containsKey(next)) {
            next++;
        }
        Pass pass = new Pass(next++, partition, peer, range);
        running.put(pass.number, pass);
        return pass;
    }

    void ask(Pass pass, Function<Message.Head, Message.Question> question) {
        pass.step++;
        pass.waiting = true;
        Message.Head head = new Message.Head(pass.number, pass.step, pass.partition, pass.range);
        Message.Question asked = question.apply(head);
        if (pass.step <= MOST_STEPS && host.send(pass.peer, asked)) {
            await(pass, asked, TIMES_ASKED - 1);
        } else {
            later(pass, Duration.ZERO, () -> end(pass, ReconcileOutcome.ABANDONED));
        }
    }

    /** Asks again: the peer answers the same question any number of times, and one lost message would cost all that was found. */
    private void await(Pass pass, Message.Question asked, int timesLeft) {
        later(pass, timeout.dividedBy(TIMES_ASKED), () -> {
            if (timesLeft == 0) {
                end(pass, ReconcileOutcome.ABANDONED);
            } else {
                host.send(pass.peer, asked);
                await(pass, asked, timesLeft - 1);
            }
        });
    }

    /** Goes on after a delay, unless the pass has ended by then. */
    void later(Pass pass, Duration delay, Runnable action) {
        pass.timer.cancel();
        pass.timer = host.environment().after(delay, () -> {
            if (running.get(pass.number) == pass) {
                step(pass, action);
            }
        });
    }

    /** A step of a pass. If the disk cannot be read the pass ends, and its turn comes again. */
    void step(Pass pass, Runnable action) {
        try {
            action.run();
        } catch (StorageException e) {
            later(pass, Duration.ZERO, () -> end(pass, ReconcileOutcome.ABANDONED));
        }
    }

    /** The pass whose open question this answers; null if it is late, twice or not ours. */
    Pass answered(MemberId from, Message.Answer answer) {
        Pass pass = running.get(answer.pass());
        if (pass == null || !pass.waiting || pass.step != answer.step() || !pass.peer.equals(from)) {
            return null;
        }
        pass.waiting = false;
        pass.timer.cancel();
        return pass;
    }

    void end(Pass pass, ReconcileOutcome outcome) {
        if (running.remove(pass.number, pass)) {
            pass.timer.cancel();
            host.reconciled(pass.partition, pass.peer, outcome);
        }
    }

    void abandonIf(Predicate<Pass> condition) {
        List<Pass> chosen = new ArrayList<>(running.values());
        chosen.removeIf(condition.negate());
        chosen.forEach(pass -> end(pass, ReconcileOutcome.ABANDONED));
    }

    void stop() {
        running.values().forEach(pass -> pass.timer.cancel());
        running.clear();
    }
}
