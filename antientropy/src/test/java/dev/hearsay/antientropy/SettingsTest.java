package dev.hearsay.antientropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Slot;
import dev.hearsay.api.protocol.AntiEntropy;
import dev.hearsay.testkit.ReferenceAssembly;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static AntiEntropy make(String strategy, String changes) {
        return ReferenceAssembly.make(AntiEntropy.Provider.class, Slot.ANTI_ENTROPY, strategy, changes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "full-exchange", "merkle"})
    void theReferenceFileHasEverySettingOfEveryStrategy(String strategy) {
        assertThat(make(strategy, "")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "merkle | fanout = 12 | fanout must be a power of two",
                "merkle | fanout = 1 | fanout must be a power of two",
                "merkle | depth = 6 | depth must be between 1 and 5 with fanout 16",
                "merkle | depth = 0 | depth must be between 1 and 5",
                "merkle | combine = sum | must be one of add, xor",
                "merkle | max-keys = 0 | max-keys must be between 1 and 65536",
                "merkle | page-size = 10 | unknown key",
                "full-exchange | page-size = 0 | page-size must be between 1 and 65536",
                "full-exchange | recheck = 11 | recheck must be between 0 and 10",
                "full-exchange | recheck-delay = -1s | recheck-delay must not be negative",
                "full-exchange | timeout = 0s | timeout must be positive",
                "none | timeout = 1s | unknown key"
            })
    void whatCannotBeIsRefusedWithASentence(String strategy, String changes, String complaint) {
        assertThatThrownBy(() -> make(strategy, changes))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(complaint);
    }
}
