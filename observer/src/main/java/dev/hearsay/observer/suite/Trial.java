package dev.hearsay.observer.suite;

import dev.hearsay.observer.GridCell;
import dev.hearsay.observer.condition.Condition;
import dev.hearsay.observer.workload.Workload;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One cell of the grid, ready to be run with any seed. Design, workload and condition are shared with the other cells that have
 * the same.
 *
 * @param facts columns of the results that are known before the run
 */
public record Trial(GridCell cell, Design design, Workload workload, Condition condition, Map<String, String> facts) {
    public Trial {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
}
