package dev.hearsay.observer.condition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Lets the planned faults happen to one run, and ends them all when its load ends. One lane. */
public final class Faults {
    private final ConditionSettings settings;
    private final FaultTarget target;
    private final List<PlannedFault> plan;
    private final List<PlannedFault> inForce = new ArrayList<>();
    private final Dice dice;
    private boolean over;

    /**
     * @param endNanos no fault begins later
     * @param clients how many throw dice
     * @param streams the random stream of a purpose
     */
    public Faults(
            ConditionSettings settings,
            FaultTarget target,
            long endNanos,
            int clients,
            Function<String, RandomGenerator> streams) {
        this.settings = settings;
        this.target = target;
        this.plan = FaultPlan.of(settings, target.nodes(), endNanos, streams);
        this.dice = new Dice(settings.dice(), target, clients, streams);
    }

    /** What will happen, if the load lasts that long. */
    public List<PlannedFault> plan() {
        return List.copyOf(plan);
    }

    /** Called when the load begins. */
    public void start() {
        for (PlannedFault fault : plan) {
            target.after(fault.startNanos(), () -> begin(fault));
        }
    }

    /** A client is about to begin a round. */
    public void beforeRound(int client) {
        dice.before(client);
    }

    /** The load is over: everything heals, nothing new begins. */
    public void end() {
        over = true;
        List.copyOf(inForce).forEach(this::finish);
        dice.end();
    }

    private void begin(PlannedFault fault) {
        if (over) {
            return;
        }
        inForce.add(fault);
        if (fault.kind() == FaultKind.PARTITION) {
            target.partition(sides(fault), settings.partition().oneWay());
        } else {
            fault.nodes().forEach(node -> strike(fault.kind(), node));
        }
        target.after(fault.endNanos() - fault.startNanos(), () -> finish(fault));
    }

    private List<List<Integer>> sides(PlannedFault fault) {
        if (!settings.partition().members().isEmpty()) {
            return settings.partition().members();
        }
        List<Integer> rest = new ArrayList<>();
        for (int node = 0; node < target.nodes(); node++) {
            if (!fault.nodes().contains(node)) {
                rest.add(node);
            }
        }
        return List.of(fault.nodes(), rest);
    }

    private void strike(FaultKind kind, int node) {
        switch (kind) {
            case PAUSE -> target.pause(node);
            case CRASH, CRASH_UNSYNCED, WIPE -> target.crash(node, kind);
            case CLOCK_JUMP -> {
                Duration by = settings.clockJump().by();
                target.clockOffset(node, settings.clockJump().backwards() ? by.negated() : by);
            }
            case SLOW_DISK -> target.syncDelay(node, settings.slowDisk().sync());
            case PARTITION -> throw new AssertionError("a partition befalls links");
        }
    }

    private void finish(PlannedFault fault) {
        if (!inForce.remove(fault)) {
            return;
        }
        if (fault.kind() == FaultKind.PARTITION) {
            target.heal();
            return;
        }
        for (int node : fault.nodes()) {
            switch (fault.kind()) {
                case PAUSE -> target.resume(node);
                case CRASH, CRASH_UNSYNCED, WIPE -> target.restart(node);
                case CLOCK_JUMP -> target.clockOffset(node, Duration.ZERO);
                case SLOW_DISK -> target.syncDelay(node, Duration.ZERO);
                case PARTITION -> throw new AssertionError("a partition befalls links");
            }
        }
    }
}
