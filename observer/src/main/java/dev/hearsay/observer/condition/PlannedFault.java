package dev.hearsay.observer.condition;

import java.util.List;

/**
 * @param nodes whom it befalls, by number; for a partition, the first side
 * @param startNanos since the load began
 * @param endNanos when it is over, if the load lasts that long
 */
public record PlannedFault(FaultKind kind, List<Integer> nodes, long startNanos, long endNanos) {
    public PlannedFault {
        nodes = List.copyOf(nodes);
    }
}
