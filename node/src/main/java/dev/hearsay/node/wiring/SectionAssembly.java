package dev.hearsay.node.wiring;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.hearsay.api.plugin.Assembly;
import dev.hearsay.api.plugin.Settings;
import dev.hearsay.api.rule.Versioning;
import java.util.function.Supplier;

/** One strategy's section, bound once however many nodes are made from it. */
final class SectionAssembly implements Assembly {
    private final Config config;
    private final String path;
    private final Supplier<Versioning> versioning;
    private Record bound;

    SectionAssembly(Config config, String path, Supplier<Versioning> versioning) {
        this.config = config;
        this.path = path;
        this.versioning = versioning;
    }

    @Override
    public synchronized <R extends Record> R settings(Class<R> type) {
        if (!type.isInstance(bound)) {
            Config present = config.hasPath(path) ? config : ConfigFactory.parseString(path + " {}");
            bound = Settings.bind(present, path, type);
        }
        return type.cast(bound);
    }

    @Override
    public Versioning versioning() {
        return versioning.get();
    }
}
