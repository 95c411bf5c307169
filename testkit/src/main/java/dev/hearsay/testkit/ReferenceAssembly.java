package dev.hearsay.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.hearsay.api.plugin.Assembly;
import dev.hearsay.api.plugin.Settings;
import dev.hearsay.api.plugin.Slot;
import dev.hearsay.api.plugin.StrategyProvider;
import dev.hearsay.api.rule.Versioning;
import java.util.List;
import java.util.ServiceLoader;

/** The settings that a strategy finds in the {@code reference.conf} of its module, with changes on top. */
public final class ReferenceAssembly implements Assembly {
    private final Config config;
    private final String path;

    /**
     * @param changes lines of HOCON relative to the strategy's own section, such as {@code "tokens = 1"}; empty for
     *     none
     */
    public ReferenceAssembly(Slot slot, String strategy, String changes) {
        this.path = "hearsay." + slot.section() + "." + strategy;
        this.config = ConfigFactory.parseString(path + " {\n" + changes + "\n}")
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
    }

    /** Makes a strategy as wiring would: its provider found by ServiceLoader, its settings bound strictly. */
    public static <S, P extends StrategyProvider<S>> S make(Class<P> type, Slot slot, String strategy, String changes) {
        List<P> found = ServiceLoader.load(type).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(strategy))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " providers of " + slot.section() + " call themselves " + strategy);
        }
        return found.get(0).create(new ReferenceAssembly(slot, strategy, changes));
    }

    @Override
    public <R extends Record> R settings(Class<R> type) {
        return Settings.bind(config, path, type);
    }

    /** Not available: a test whose strategy encodes cells brings an assembly of its own. */
    @Override
    public Versioning versioning() {
        throw new UnsupportedOperationException("a ReferenceAssembly has settings only");
    }
}
