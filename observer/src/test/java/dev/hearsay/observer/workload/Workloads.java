package dev.hearsay.observer.workload;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.hearsay.api.plugin.Settings;
import java.util.LinkedHashMap;

/** Workloads from the text of a section. */
final class Workloads {
    private Workloads() {}

    static WorkloadSettings settings(String text) {
        Config defaults = ConfigFactory.parseResources("lab-reference.conf").resolve();
        Config given = ConfigFactory.parseString("workload {" + text + "}");
        return Settings.bind(given.withFallback(defaults), "workload", WorkloadSettings.class);
    }

    static Workload of(String text) {
        return new Workload(settings(text), new LinkedHashMap<>());
    }
}
