package dev.hearsay.api.port;

import dev.hearsay.api.Arc;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.StrategyProvider;

/**
 * Where cells rest. An engine holds named spaces: what a node keeps for its clients, the hints it keeps for others, and the
 * writes it has named but not yet stored live side by side, and share one sync. Used from one lane.
 *
 * <p><b>Must hold.</b> After {@link #sync} calls back, everything put before the call survives a power cut; nothing put is ever
 * half visible. An engine that keeps nothing ({@link #durable} is false) says so and calls back at once. What the disk damaged is never a
 * value and never nothing: see {@link CellSpace}. Damage does not keep an engine from opening.
 */
public interface StorageEngine extends AutoCloseable {
    /**
     * Before anything else. An engine that keeps nothing needs none of it.
     *
     * @throws ConfigurationException if what lies there cannot be opened
     */
    default void open(StorageHost host) {}

    /** The space of that name, made on first use. The same object every time. */
    CellSpace space(String name);

    /**
     * A space that is not divided among {@linkplain #lane lanes} by the tokens of its keys: each of them sees all of it, as it was when it was
     * first asked for with what it put there itself since, and changes only what no other lane does. Its size is none to rely on.
     */
    default CellSpace common(String name) {
        return space(name);
    }

    /**
     * What one of several lanes of a node has of this engine, once it is open: spaces with the keys of its arc and no others, changed and synced from that
     * lane, while other lanes do likewise. To be asked for before the lanes run, closed on its lane, and this one after all of them.
     *
     * @param host what runs tasks on that lane
     * @throws ConfigurationException if the engine can serve one lane only
     */
    default StorageEngine lane(Arc arc, StorageHost host) {
        throw new ConfigurationException("this storage engine serves one lane only; set hearsay.node.lanes to 1");
    }

    /**
     * Calls back on this lane once everything put so far survives the end of the process, kill -9 included; one write may serve many puts,
     * so that it comes at the end of a turn. At once if it is so already, or if nothing survives anyway. Never, if the disk fails.
     */
    default void persist(Runnable persisted) {
        persisted.run();
    }

    /**
     * Calls back on this lane once everything put so far would survive a crash; one sync serves many puts. Never, if the disk fails.
     */
    void sync(Runnable durable);

    /** False once the disk did not take something: from then on every put is refused. */
    default boolean takesWrites() {
        return true;
    }

    /** Whether anything survives the process. */
    boolean durable();

    /** Damaged cells that were set aside since it was opened. */
    default long quarantined() {
        return 0;
    }

    @Override
    void close();

    interface Provider extends StrategyProvider<StorageEngine> {}
}
