package dev.hearsay.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.api.Key;
import dev.hearsay.api.TokenRange;
import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.api.plugin.Slot;
import dev.hearsay.api.port.CellSpace;
import dev.hearsay.api.port.StorageEngine;
import dev.hearsay.testkit.ReferenceAssembly;
import dev.hearsay.testkit.StorageEngineContract;
import dev.hearsay.testkit.StubCell;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryEngineTest extends StorageEngineContract {
    @Override
    protected StorageEngine engine() {
        return engine("");
    }

    private static StorageEngine engine(String changes) {
        return ReferenceAssembly.make(StorageEngine.Provider.class, Slot.STORAGE, "memory", changes);
    }

    @Test
    void nothingIsDurableAndASyncCallsBackBeforeItReturns() {
        StorageEngine engine = engine();
        boolean[] called = new boolean[1];
        engine.sync(() -> called[0] = true);
        assertThat(called[0]).isTrue();
        assertThat(engine.durable()).isFalse();
    }

    @Test
    void aKeyMeantForAnotherEngineIsRefused() {
        assertThatThrownBy(() -> engine("block-cache = 1MiB"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("hearsay.storage.memory.block-cache");
    }

    @Test
    void aVisitorThatWritesIsStoppedAndTheSpaceStaysUsable() {
        CellSpace space = engine().space("cells");
        space.put(Key.of("a"), new StubCell(1));
        assertThatThrownBy(() -> space.scan(TokenRange.RING, (key, cell) -> {
                    space.put(Key.of("b"), cell);
                    return true;
                }))
                .isInstanceOf(IllegalStateException.class);
        space.put(Key.of("b"), new StubCell(2));
        assertThat(space.size()).isEqualTo(2);
    }

    @Test
    void aLargeSpaceStaysInOrderWhileItGrowsAndWhileItDrains() {
        CellSpace space = engine().space("cells");
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            keys.add(Key.of("key-" + i));
            space.put(keys.get(i), new StubCell(i));
        }
        for (int left = keys.size(); left > 0; left -= 5_000) {
            List<Key> expected = new ArrayList<>(keys.subList(0, left));
            expected.sort(null);
            assertThat(scan(space)).isEqualTo(expected);
            keys.subList(left - 5_000, left).forEach(space::remove);
        }
        assertThat(scan(space)).isEmpty();
        assertThat(space.size()).isZero();
    }

    private static List<Key> scan(CellSpace space) {
        List<Key> keys = new ArrayList<>();
        space.scan(TokenRange.RING, (key, cell) -> keys.add(key));
        return keys;
    }
}
