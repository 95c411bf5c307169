package dev.hearsay.versioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.hearsay.api.plugin.Assembly;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Settings;
import dev.hearsay.api.rule.Versioning;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ProvidersTest {
    @Test
    void bothAreFoundByTheirNames() {
        List<String> names = new ArrayList<>();
        ServiceLoader.load(Versioning.Provider.class).forEach(provider -> names.add(provider.name()));
        assertThat(names).containsExactlyInAnyOrder("dotted", "vector-clock");
    }

    @Test
    void theDefaultsOfTheReferenceWork() {
        assertThat(create("dotted", "")).isInstanceOf(DottedVersioning.class);
        assertThat(create("vector-clock", "")).isInstanceOf(PerVersionClocks.class);
        assertThat(create("vector-clock", "vector-clock.granularity = per-cell"))
                .isInstanceOf(PerCellClock.class);
    }

    @Test
    void aStrayKeyAndAnImpossibleLimitAreRefusedWithASentence() {
        assertThatThrownBy(() -> create("dotted", "dotted.siblings = 3"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("unknown key hearsay.versioning.dotted.siblings");
        assertThatThrownBy(() -> create("vector-clock", "vector-clock.max-entries = -1"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("max-entries must be 0");
    }

    private static Versioning create(String name, String settings) {
        Config root = ConfigFactory.parseString("hearsay.versioning { " + settings + " }")
                .withFallback(ConfigFactory.parseResources("reference.conf"));
        Assembly assembly = new Assembly() {
            @Override
            public <R extends Record> R settings(Class<R> type) {
                return Settings.bind(root, "hearsay.versioning." + name, type);
            }

            @Override
            public Versioning versioning() {
                throw new IllegalStateException("not available while it is made");
            }
        };
        for (Versioning.Provider provider : ServiceLoader.load(Versioning.Provider.class)) {
            if (provider.name().equals(name)) {
                return provider.create(assembly);
            }
        }
        throw new AssertionError("no provider named " + name);
    }
}
