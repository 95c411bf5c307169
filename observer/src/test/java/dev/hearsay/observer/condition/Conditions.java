package dev.hearsay.observer.condition;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.hearsay.api.plugin.Settings;

/** Conditions from the text of a section. */
final class Conditions {
    private Conditions() {}

    static ConditionSettings settings(String text) {
        Config defaults = ConfigFactory.parseResources("lab-reference.conf").resolve();
        Config given = ConfigFactory.parseString("condition {" + text + "}");
        return Settings.bind(given.withFallback(defaults), "condition", ConditionSettings.class);
    }
}
