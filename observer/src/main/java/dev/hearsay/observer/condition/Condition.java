package dev.hearsay.observer.condition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A condition, ready for any number of runs. Immutable.
 *
 * @param facts further columns of the results
 */
public record Condition(ConditionSettings settings, Map<String, String> facts) {
    public Condition {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
}
