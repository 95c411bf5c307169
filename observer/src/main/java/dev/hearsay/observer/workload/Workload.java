package dev.hearsay.observer.workload;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A workload with all that its runs can share. Immutable. */
public final class Workload {
    private final WorkloadSettings settings;
    private final Map<String, String> facts;
    private final KeySpace keys;

    /** @param facts further columns of the results */
    public Workload(WorkloadSettings settings, Map<String, String> facts) {
        this.settings = settings;
        this.facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        this.keys = KeySpace.of(settings.keys(), KeyChooser.ringShare(settings));
    }

    public WorkloadSettings settings() {
        return settings;
    }

    public Map<String, String> facts() {
        return facts;
    }

    public KeySpace keys() {
        return keys;
    }

    /** Bytes of the smallest value that is put. */
    public int leastValue() {
        return ValueSizes.parse(settings.valueSize()).least();
    }

    /** Bytes of the largest value that is put. */
    public int largestValue() {
        return ValueSizes.parse(settings.valueSize()).most();
    }

    /** How many clients a run has. */
    public int clients() {
        return settings.mode() == WorkloadSettings.Mode.PROBE
                ? 1 + settings.probe().delays().size()
                : settings.clients();
    }

    /** The load of one run. */
    public Load load(LoadHost host) {
        return switch (settings.mode()) {
            case CLOSED -> new ClosedLoad(settings, host);
            case OPEN -> new OpenLoad(settings, host);
            case ROUNDS -> new RoundsLoad(settings, host);
            case PROBE -> new ProbeLoad(settings, host);
        };
    }
}
