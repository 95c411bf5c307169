package dev.hearsay.storage.mv;

import dev.hearsay.api.plugin.Assembly;
import dev.hearsay.api.port.StorageEngine;

/** {@code mvstore}: on disk, without native code. */
public final class MvProvider implements StorageEngine.Provider {
    @Override
    public String name() {
        return "mvstore";
    }

    @Override
    public StorageEngine create(Assembly assembly) {
        return new MvEngine(assembly.settings(MvSettings.class), assembly.versioning());
    }
}
