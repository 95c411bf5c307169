package dev.hearsay.cli;

import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.observer.condition.ConditionSettings;
import dev.hearsay.observer.condition.FaultKind;
import dev.hearsay.observer.condition.FaultTarget;
import dev.hearsay.observer.condition.Faults;
import dev.hearsay.observer.condition.Probability;
import dev.hearsay.transport.inmem.sim.Streams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A condition of a suite, applied to processes. What happens and when is the plan that a simulated run with the same seed has: pauses are
 * SIGSTOP, crashes SIGKILL, and what befalls messages is done by the nodes themselves, which are told so.
 *
 * <p>Everything happens on one thread, in the order of the plan.
 */
final class ProcessFaults implements FaultTarget {
    private final List<NodeChild> nodes;
    private final ConditionSettings settings;
    private final Consumer<String> told;
    private final Consumer<NodeChild> surprise;
    private final boolean[] down;
    private final boolean[][] cut;
    private final ScheduledExecutorService thread;
    private long begun;

    /** @param told a line for everything that happens */
    ProcessFaults(
            List<NodeChild> nodes, ConditionSettings settings, Consumer<String> told, Consumer<NodeChild> surprise) {
        this.nodes = nodes;
        this.settings = settings;
        this.told = told;
        this.surprise = surprise;
        this.down = new boolean[nodes.size()];
        this.cut = new boolean[nodes.size()][nodes.size()];
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "hearsay-faults");
            made.setDaemon(true);
            return made;
        });
    }

    /** @throws ConfigurationException if the condition asks for what cannot be done to a process from outside, or for nodes there are not */
    static void check(String where, ConditionSettings settings, int nodes) {
        refuse(
                where,
                "clock-jump",
                settings.clockJump().at(),
                settings.clockJump().every());
        refuse(where, "slow-disk", settings.slowDisk().at(), settings.slowDisk().every());
        refuse(
                where,
                "crash-unsynced",
                settings.crashUnsynced().at(),
                settings.crashUnsynced().every());
        if (!isZero(settings.dice().pause()) || !isZero(settings.dice().resume())) {
            throw impossible(where, "dice");
        }
        if (settings.highestNode() >= nodes) {
            throw new ConfigurationException(where + " names node " + settings.highestNode() + ", counted from 0, and "
                    + nodes + " are to run; raise --nodes");
        }
    }

    private static boolean isZero(String probability) {
        return Probability.parse("dice", probability) == 0;
    }

    private static void refuse(String where, String fault, List<Duration> at, Duration every) {
        if (!at.isEmpty() || !every.isZero()) {
            throw impossible(where, fault);
        }
    }

    private static ConfigurationException impossible(String where, String fault) {
        return new ConfigurationException(
                where + " has " + fault
                        + ", which cannot be done to a process from outside; take it out, or run the suite with hearsay lab run");
    }

    /** Disturbs the links at once, and begins the planned faults. */
    void start(long seed, Duration load) {
        begun = System.nanoTime();
        for (int node = 0; node < nodes.size(); node++) {
            order(node);
        }
        Streams streams = new Streams(seed);
        Faults faults = new Faults(
                settings, this, load.toNanos(), 0, purpose -> streams.stream("laboratory", "faults", purpose));
        thread.execute(faults::start);
        after(load.toNanos(), () -> {
            faults.end();
            tell("all faults are over; the links stay as the condition says");
        });
    }

    /** Nothing happens any more. */
    void stop() {
        thread.shutdownNow();
    }

    private void order(int from) {
        for (int to = 0; to < nodes.size(); to++) {
            if (to != from) {
                LinkFaults faults =
                        LinkFaults.of(settings, from, to, nodes.get(to).address());
                nodes.get(from).order(faults.cut(cut[from][to]));
            }
        }
    }

    private void tell(String what) {
        told.accept(String.format("%8.1f s  %s", (System.nanoTime() - begun) / 1e9, what));
    }

    private void tell(int node, String what) {
        tell(nodes.get(node).name() + " " + what);
    }

    @Override
    public int nodes() {
        return nodes.size();
    }

    @Override
    public boolean isUp(int node) {
        return !down[node];
    }

    @Override
    public void pause(int node) {
        down[node] = true;
        nodes.get(node).pause();
        tell(node, "is paused");
    }

    @Override
    public void resume(int node) {
        down[node] = false;
        nodes.get(node).resume();
        tell(node, "goes on");
    }

    @Override
    public void crash(int node, FaultKind kind) {
        down[node] = true;
        nodes.get(node).kill();
        if (kind == FaultKind.WIPE) {
            nodes.get(node).wipe();
        }
        tell(node, kind == FaultKind.WIPE ? "is killed, and its data removed" : "is killed");
    }

    @Override
    public void restart(int node) {
        down[node] = false;
        try {
            nodes.get(node).launch(surprise);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        order(node);
        tell(node, "is started again");
    }

    @Override
    public void partition(List<List<Integer>> sides, boolean oneWay) {
        for (int from = 0; from < sides.size(); from++) {
            for (int to = 0; to < sides.size(); to++) {
                if (from != to && (from == 0 || !oneWay)) {
                    cut(sides.get(from), sides.get(to));
                }
            }
        }
        orderThoseUp();
        List<String> names = new ArrayList<>();
        sides.forEach(side -> names.add(String.join(
                ", ", side.stream().map(node -> nodes.get(node).name()).toList())));
        tell(String.join(oneWay ? " is not heard by " : " is cut off from ", names));
    }

    private void cut(List<Integer> from, List<Integer> to) {
        for (int sender : from) {
            for (int receiver : to) {
                cut[sender][receiver] = true;
            }
        }
    }

    @Override
    public void heal() {
        for (boolean[] links : cut) {
            Arrays.fill(links, false);
        }
        orderThoseUp();
        tell("the partition is over");
    }

    /** Who is paused reads it later; who is dead hears it when it is started again. */
    private void orderThoseUp() {
        for (int node = 0; node < nodes.size(); node++) {
            if (nodes.get(node).process().isAlive()) {
                order(node);
            }
        }
    }

    @Override
    public void clockOffset(int node, Duration offset) {
        throw new AssertionError("refused before");
    }

    @Override
    public void syncDelay(int node, Duration delay) {
        throw new AssertionError("refused before");
    }

    @Override
    public void after(long delayNanos, Runnable task) {
        thread.schedule(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        tell("a fault could not be done: " + e.getMessage());
                    }
                },
                delayNanos,
                TimeUnit.NANOSECONDS);
    }
}
