package dev.hearsay.observer.condition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The faults of one run in the order of their beginnings: a function of the settings, the number of nodes and the seed.
 *
 * <p><b>Invariants.</b> A node suffers at most one fault at a time that {@linkplain FaultKind#stops stops} it, and at most one of
 * each other kind; there is at most one partition at a time. What random choice would break this does not happen.
 */
final class FaultPlan {
    private final Map<FaultKind, Timing> timings = new EnumMap<>(FaultKind.class);
    private final Map<FaultKind, long[]> busyUntil = new EnumMap<>(FaultKind.class);
    private final ConditionSettings settings;
    private final int nodes;

    private record Timing(List<Duration> at, Duration every, Duration down, int nodes) {}

    private record Start(FaultKind kind, long nanos) {}

    private FaultPlan(ConditionSettings settings, int nodes) {
        this.settings = settings;
        this.nodes = nodes;
        put(FaultKind.PAUSE, settings.pause());
        put(FaultKind.CRASH, settings.crash());
        put(FaultKind.CRASH_UNSYNCED, settings.crashUnsynced());
        put(FaultKind.WIPE, settings.wipe());
        ConditionSettings.Partition cut = settings.partition();
        timings.put(FaultKind.PARTITION, new Timing(cut.at(), cut.every(), cut.down(), cut.isolate()));
        ConditionSettings.ClockJump jump = settings.clockJump();
        timings.put(FaultKind.CLOCK_JUMP, new Timing(jump.at(), jump.every(), jump.down(), jump.nodes()));
        ConditionSettings.SlowDisk disk = settings.slowDisk();
        timings.put(FaultKind.SLOW_DISK, new Timing(disk.at(), disk.every(), disk.down(), disk.nodes()));
        long[] stopped = new long[nodes];
        for (FaultKind kind : FaultKind.values()) {
            busyUntil.put(kind, kind.stops() ? stopped : new long[nodes]);
        }
    }

    private void put(FaultKind kind, ConditionSettings.Fault fault) {
        timings.put(kind, new Timing(fault.at(), fault.every(), fault.down(), fault.nodes()));
    }

    /**
     * @param endNanos no fault begins later
     * @param streams the random stream of a purpose
     */
    static List<PlannedFault> of(
            ConditionSettings settings, int nodes, long endNanos, Function<String, RandomGenerator> streams) {
        FaultPlan plan = new FaultPlan(settings, nodes);
        List<Start> starts = new ArrayList<>();
        Map<FaultKind, RandomGenerator> choices = new EnumMap<>(FaultKind.class);
        plan.timings.forEach((kind, timing) -> {
            RandomGenerator times = streams.apply(kind + "-times");
            for (long nanos : Occurrences.times(timing.at, timing.every, endNanos, times)) {
                starts.add(new Start(kind, nanos));
            }
            choices.put(kind, streams.apply(kind + "-nodes"));
        });
        starts.sort(Comparator.comparingLong(Start::nanos));
        List<PlannedFault> faults = new ArrayList<>();
        for (Start start : starts) {
            List<Integer> struck = plan.strike(start, choices.get(start.kind));
            if (!struck.isEmpty()) {
                long down = plan.timings.get(start.kind).down.toNanos();
                faults.add(new PlannedFault(start.kind, struck, start.nanos, start.nanos + down));
            }
        }
        return faults;
    }

    private List<Integer> strike(Start start, RandomGenerator random) {
        long[] busy = busyUntil.get(start.kind);
        List<Integer> well = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            if (busy[node] <= start.nanos) {
                well.add(node);
            }
        }
        Timing timing = timings.get(start.kind);
        long until = start.nanos + timing.down.toNanos();
        if (start.kind == FaultKind.PARTITION) {
            if (well.size() < nodes) {
                return List.of();
            }
            Arrays.fill(busy, until);
            if (!settings.partition().members().isEmpty()) {
                return settings.partition().members().get(0);
            }
        }
        List<Integer> struck = new ArrayList<>();
        for (int i = 0; i < timing.nodes && !well.isEmpty(); i++) {
            int node = well.remove(random.nextInt(well.size()));
            busy[node] = until;
            struck.add(node);
        }
        return struck;
    }
}
